package nustream.learning.torch;

/**
 * TorchScript for one whole optimisation step as one native call: loss, gradient, clipping by the
 * global norm, Adam and the exponential moving average of the weights.
 *
 * <ul>
 *   <li>Clipping: g &lt;- g min(1, c / |g|), |g| over all parameters together (Pascanu et al. 2013,
 *       algorithm 1).
 *   <li>Adam with bias correction, beta = (0.9, 0.999), eps = 1e-8 (Kingma and Ba 2015, algorithm
 *       1).
 *   <li>Average: e &lt;- d e + (1 - d) w.
 * </ul>
 */
final class TrainingScript {
  /** Method name called by {@link AdamTraining}. */
  static final String METHOD = "step";

  /**
   * Works on a class that also defines {@code loss(self, batch: List[Tensor], w: List[Tensor]) ->
   * Tensor}. settings = (learning rate, clip norm, decay of the average).
   */
  static final String STEP =
      """
        def step(self: __torch__.M, settings: Tensor, batch: List[Tensor], w: List[Tensor], m: List[Tensor], v: List[Tensor], ema: List[Tensor], count: List[Tensor]) -> Tensor:
          leaves = annotate(List[Tensor], [])
          for i in range(torch.len(w)):
            _0 = torch.append(leaves, torch.requires_grad_(torch.detach(w[i]), True))
          loss = (self).loss(batch, leaves, )
          optional = torch.grad([loss], leaves)
          g = annotate(List[Tensor], [])
          for i in range(torch.len(w)):
            _1 = torch.append(g, unchecked_cast(Tensor, optional[i]))
          norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2)))
          lr = float(torch.select(settings, 0, 0))
          clip = float(torch.select(settings, 0, 1))
          decay = float(torch.select(settings, 0, 2))
          scale = torch.clamp_max(torch.mul(torch.reciprocal(torch.add(norm, 0.000001)), clip), 1.0)
          torch._foreach_mul_(g, scale)
          torch._foreach_add_(count, 1)
          torch._fused_adam_(w, g, m, v, annotate(List[Tensor], []), count, lr=lr, beta1=0.9, beta2=0.999, weight_decay=0., eps=0.00000001, amsgrad=False, maximize=False)
          torch._foreach_lerp_(ema, w, 1.0 - decay)
          return torch.stack([torch.detach(loss), norm])
      """;

  private TrainingScript() {}
}
