package nustream.serving;

import nustream.serving.pool.Order;

/**
 * An order for {@link FakeWork}.
 *
 * @param model that does it
 * @param group orders of one group can be done together; "held" ones wait for a permit
 * @param number within the group
 */
public record FakeOrder(FakeModel model, String group, int number) implements Order<FakeModel> {
  @Override
  public boolean joins(Order<FakeModel> other) {
    return other instanceof FakeOrder order
        && group.equals(order.group)
        && Order.super.joins(other);
  }
}
