package nustream.results.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.CampaignsGrpc;
import nustream.campaigns.v1.CancelRequest;
import nustream.campaigns.v1.CreateRequest;
import nustream.campaigns.v1.GetRequest;
import nustream.campaigns.v1.ListRequest;

/** Questions and orders to campaigns; each throws {@link PeerException} when it has no answer. */
@ApplicationScoped
public class CampaignCalls {
  private final Peers peers;

  @Inject
  public CampaignCalls(Peers peers) {
    this.peers = peers;
  }

  /** The newest ones. */
  List<Campaign> newest(int limit) {
    return peers
        .ask(
            Peer.CAMPAIGNS,
            CampaignsGrpc::newBlockingStub,
            stub -> stub.list(ListRequest.newBuilder().setLimit(limit).build()))
        .getCampaignsList();
  }

  Campaign get(String id) {
    return peers.ask(
        Peer.CAMPAIGNS,
        CampaignsGrpc::newBlockingStub,
        stub -> stub.get(GetRequest.newBuilder().setId(id).build()));
  }

  Campaign create(CreateRequest order) {
    return peers.ask(Peer.CAMPAIGNS, CampaignsGrpc::newBlockingStub, stub -> stub.create(order));
  }

  Campaign cancel(String id) {
    return peers.ask(
        Peer.CAMPAIGNS,
        CampaignsGrpc::newBlockingStub,
        stub -> stub.cancel(CancelRequest.newBuilder().setId(id).build()));
  }
}
