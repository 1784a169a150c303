package nustream.lensing.messages;

import nustream.lensing.physics.background.MassHierarchy;
import nustream.lensing.physics.nonlinear.NonlinearModel;
import nustream.lensing.physics.recipe.MapKind;
import nustream.messaging.errors.NustreamException;

/** Choices of the messages and of the physics; an unset one is its default. */
public final class LensingEnums {
  private LensingEnums() {}

  public static MassHierarchy hierarchy(String field, nustream.lensing.v1.MassHierarchy message) {
    return switch (message) {
      case MASS_HIERARCHY_UNSPECIFIED, MASS_HIERARCHY_DEGENERATE -> MassHierarchy.DEGENERATE;
      case MASS_HIERARCHY_NORMAL -> MassHierarchy.NORMAL;
      case MASS_HIERARCHY_INVERTED -> MassHierarchy.INVERTED;
      case UNRECOGNIZED ->
          throw NustreamException.invalid(field, message, "one of [DEGENERATE, NORMAL, INVERTED]");
    };
  }

  public static nustream.lensing.v1.MassHierarchy message(MassHierarchy hierarchy) {
    return switch (hierarchy) {
      case DEGENERATE -> nustream.lensing.v1.MassHierarchy.MASS_HIERARCHY_DEGENERATE;
      case NORMAL -> nustream.lensing.v1.MassHierarchy.MASS_HIERARCHY_NORMAL;
      case INVERTED -> nustream.lensing.v1.MassHierarchy.MASS_HIERARCHY_INVERTED;
    };
  }

  public static MapKind kind(String field, nustream.lensing.v1.MapKind message) {
    return switch (message) {
      case MAP_KIND_UNSPECIFIED, MAP_KIND_GAUSSIAN -> MapKind.GAUSSIAN;
      case MAP_KIND_LOGNORMAL -> MapKind.LOGNORMAL;
      case MAP_KIND_LIGHTCONE -> MapKind.LIGHTCONE;
      case UNRECOGNIZED ->
          throw NustreamException.invalid(
              field, message, "one of [GAUSSIAN, LOGNORMAL, LIGHTCONE]");
    };
  }

  public static nustream.lensing.v1.MapKind message(MapKind kind) {
    return switch (kind) {
      case GAUSSIAN -> nustream.lensing.v1.MapKind.MAP_KIND_GAUSSIAN;
      case LOGNORMAL -> nustream.lensing.v1.MapKind.MAP_KIND_LOGNORMAL;
      case LIGHTCONE -> nustream.lensing.v1.MapKind.MAP_KIND_LIGHTCONE;
    };
  }

  public static NonlinearModel nonlinear(String field, nustream.lensing.v1.Nonlinear message) {
    return switch (message) {
      case NONLINEAR_UNSPECIFIED, NONLINEAR_HMCODE -> NonlinearModel.HMCODE;
      case NONLINEAR_HALOFIT -> NonlinearModel.HALOFIT;
      case NONLINEAR_LINEAR -> NonlinearModel.LINEAR;
      case UNRECOGNIZED ->
          throw NustreamException.invalid(field, message, "one of [HMCODE, HALOFIT, LINEAR]");
    };
  }

  public static nustream.lensing.v1.Nonlinear message(NonlinearModel nonlinear) {
    return switch (nonlinear) {
      case HMCODE -> nustream.lensing.v1.Nonlinear.NONLINEAR_HMCODE;
      case HALOFIT -> nustream.lensing.v1.Nonlinear.NONLINEAR_HALOFIT;
      case LINEAR -> nustream.lensing.v1.Nonlinear.NONLINEAR_LINEAR;
    };
  }
}
