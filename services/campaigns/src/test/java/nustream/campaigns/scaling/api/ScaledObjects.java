package nustream.campaigns.scaling.api;

import externalscaler.ExternalScalerGrpc.ExternalScalerBlockingStub;
import externalscaler.GetMetricsRequest;
import externalscaler.GetMetricsResponse;
import externalscaler.ScaledObjectRef;

/** Questions as KEDA puts them. */
final class ScaledObjects {
  private ScaledObjects() {}

  /** The metadata of a trigger, KEDA's own among it. */
  static ScaledObjectRef of(String worker, String... more) {
    var ref =
        ScaledObjectRef.newBuilder()
            .setName(worker)
            .setNamespace("nustream")
            .putScalerMetadata("scalerAddress", "campaigns:18083")
            .putScalerMetadata("worker", worker);
    for (int i = 0; i < more.length; i += 2) {
      ref.putScalerMetadata(more[i], more[i + 1]);
    }
    return ref.build();
  }

  static GetMetricsRequest metrics(ScaledObjectRef ref) {
    return GetMetricsRequest.newBuilder()
        .setScaledObjectRef(ref)
        .setMetricName("gpu_backlog_seconds")
        .build();
  }

  /** The metric as KEDA takes it: the fraction where there is one. */
  static double backlog(ExternalScalerBlockingStub scaler, ScaledObjectRef ref) {
    GetMetricsResponse response = scaler.getMetrics(metrics(ref));
    if (response.getMetricValuesCount() != 1) {
      throw new AssertionError("want one value: " + response);
    }
    var value = response.getMetricValues(0);
    if (value.getMetricValue() != (long) Math.ceil(value.getMetricValueFloat())) {
      throw new AssertionError("the two values differ: " + value);
    }
    return value.getMetricValueFloat() > 0 ? value.getMetricValueFloat() : value.getMetricValue();
  }
}
