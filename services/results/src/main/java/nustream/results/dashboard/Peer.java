package nustream.results.dashboard;

/** The other services of the system. */
enum Peer {
  SAMPLER("diffusion-sampler"),
  FILTER("physics-filter"),
  CAMPAIGNS("campaigns"),
  SIMULATOR("map-simulator"),
  CLASSIFIER("cnn-classifier");

  private final String service;

  Peer(String service) {
    this.service = service;
  }

  /** Name of its folder under services, by which users know it. */
  String service() {
    return service;
  }
}
