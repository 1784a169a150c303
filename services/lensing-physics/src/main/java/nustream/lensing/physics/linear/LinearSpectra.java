package nustream.lensing.physics.linear;

/**
 * The linear spectra at one redshift.
 *
 * @param redshift redshift
 * @param total of all matter, massive neutrinos included
 * @param cold of cold dark matter and baryons, relative to their own mean density
 */
public record LinearSpectra(double redshift, PowerSpectrum total, PowerSpectrum cold) {}
