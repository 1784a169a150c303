/**
 * Linear power in milliseconds instead of seconds: a fitted transfer function and a growth equation
 * with free-streaming neutrinos, good to some per cent in power and some parts in a thousand in the
 * suppression by neutrino masses.
 */
package nustream.lensing.physics.instant;
