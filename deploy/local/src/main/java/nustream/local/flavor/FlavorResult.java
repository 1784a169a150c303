package nustream.local.flavor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * What a flavour campaign found.
 *
 * @param campaign its id
 * @param generated candidates judged
 * @param accepted those inside all five 3-sigma intervals
 * @param acceptance accepted / generated
 * @param seconds from the order to the last verdict, without the start of the system
 * @param candidatesPerSecond generated / seconds
 * @param quantiles column to level to value, of the accepted
 * @param model name of the model
 * @param modelDigest its digest
 * @param prior that the model was trained on
 * @param release data release
 * @param ordering NO or IO
 * @param stage what was done to the solutions after the network
 * @param guidance weight of guidance used
 * @param steps denoising steps used
 * @param eta noise put back per step
 * @param seed of the campaign
 * @param out file written; null for none
 * @param rows in that file; null for none
 */
@JsonPropertyOrder({"campaign", "generated", "accepted", "acceptance", "seconds"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlavorResult(
    String campaign,
    long generated,
    long accepted,
    double acceptance,
    double seconds,
    @JsonProperty("candidates_per_second") double candidatesPerSecond,
    Map<String, Map<String, Double>> quantiles,
    String model,
    @JsonProperty("model_digest") String modelDigest,
    String prior,
    String release,
    String ordering,
    String stage,
    Double guidance,
    Integer steps,
    Double eta,
    long seed,
    String out,
    Long rows) {}
