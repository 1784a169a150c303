package nustream.results.dashboard;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import nustream.messaging.errors.FieldChecks;

/** Campaigns: which there are, and orders for new ones. */
@Path("/api/campaigns")
@Produces(MediaType.APPLICATION_JSON)
public class CampaignsResource {
  private static final int MOST = 100;

  private final CampaignCalls campaigns;

  @Inject
  public CampaignsResource(CampaignCalls campaigns) {
    this.campaigns = campaigns;
  }

  /** The newest ones. */
  @GET
  public List<CampaignView> newest(@QueryParam("limit") String limit) {
    int most = (int) Params.whole("limit", limit, MOST, 1, MOST);
    return campaigns.newest(most).stream().map(CampaignView::of).toList();
  }

  @GET
  @Path("{id}")
  public CampaignView one(@PathParam("id") String id) {
    return CampaignView.of(campaigns.get(FieldChecks.id("id", id)));
  }

  @POST
  @Path("flavor")
  @Consumes(MediaType.APPLICATION_JSON)
  public CampaignView flavor(String body) {
    return CampaignView.of(campaigns.create(Orders.flavor(body)));
  }

  @POST
  @Path("lensing")
  @Consumes(MediaType.APPLICATION_JSON)
  public CampaignView lensing(String body) {
    return CampaignView.of(campaigns.create(Orders.lensing(body)));
  }

  @POST
  @Path("{id}/cancel")
  public CampaignView cancel(@PathParam("id") String id) {
    return CampaignView.of(campaigns.cancel(FieldChecks.id("id", id)));
  }
}
