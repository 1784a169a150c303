package nustream.learning.torch;

/** Where native work runs. */
public enum TorchDevice {
  /** CUDA if the natives are present and a device is visible, else the processor. */
  AUTO,
  CPU,
  /** Refused with the reason when there is none. */
  CUDA
}
