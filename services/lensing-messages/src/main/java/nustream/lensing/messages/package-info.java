/**
 * Between the messages of weak lensing and the values of the physics. Reading fills in every
 * default and checks every field; what is not allowed is refused with its path, its value and what
 * is allowed. Writing gives messages with every field set.
 */
package nustream.lensing.messages;
