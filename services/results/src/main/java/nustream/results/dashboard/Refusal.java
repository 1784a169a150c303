package nustream.results.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What the page is told when something is not to be had.
 *
 * @param error word of the error table
 * @param message sentence naming field, value and what is allowed
 * @param field that is wrong; null where no single one is
 * @param allowed what it may be; null likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Refusal(String error, String message, String field, String allowed) {}
