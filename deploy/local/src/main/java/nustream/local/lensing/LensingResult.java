package nustream.local.lensing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What a lensing campaign found.
 *
 * @param campaign its id
 * @param maps maps classified
 * @param accuracy fraction classified rightly
 * @param accuracyError its standard deviation, sqrt(a (1 - a)/maps)
 * @param auc area under the receiver operating characteristic; null when a class is empty
 * @param optimalAccuracy best accuracy on Gaussian maps of these spectra
 * @param powerSpectrumAccuracy accuracy of the power-spectrum classifier on the same maps
 * @param powerSpectrumMaps maps that it was judged on, the first of the campaign
 * @param seconds from the order to the last classification, without the start of the system
 * @param mapsPerSecond maps / seconds
 * @param kind how the maps were made
 * @param zs redshift of the sources
 * @param angleDeg side of the maps
 * @param npix pixels per side
 * @param ngal galaxies per square arcminute
 * @param sigmaE shape noise per component
 * @param lmax largest multipole; null for none
 * @param nonlinear model of the nonlinear power
 * @param fixed "as" or "sigma8": what the two universes have in common
 * @param cosmology the universe with massive neutrinos
 * @param model name of the model asked for; empty = the classifier's default
 * @param modelDigest digest of the model that answered
 * @param seed of the maps
 * @param out file with the classifications; null for none
 */
public record LensingResult(
    String campaign,
    long maps,
    double accuracy,
    @JsonProperty("accuracy_error") double accuracyError,
    Double auc,
    @JsonProperty("optimal_accuracy") double optimalAccuracy,
    @JsonProperty("power_spectrum_accuracy") double powerSpectrumAccuracy,
    @JsonProperty("power_spectrum_maps") long powerSpectrumMaps,
    double seconds,
    @JsonProperty("maps_per_second") double mapsPerSecond,
    String kind,
    double zs,
    @JsonProperty("angle_deg") double angleDeg,
    int npix,
    double ngal,
    @JsonProperty("sigma_e") double sigmaE,
    Double lmax,
    String nonlinear,
    String fixed,
    Map<String, Object> cosmology,
    String model,
    @JsonProperty("model_digest") String modelDigest,
    long seed,
    @JsonInclude(JsonInclude.Include.NON_NULL) String out) {}
