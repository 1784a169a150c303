"""Streams the solutions of a campaign into a DataFrame and draws m_ee against the lightest mass.

    python solutions.py CAMPAIGN [--out mee.png] [--csv solutions.csv]
"""
import argparse
import pathlib
import sys

import grpc
import pandas as pd

HERE = pathlib.Path(__file__).resolve().parent
# Parameters as in CandidateBlock.parameters: Re and Im of Y by rows, then log10 of the masses in GeV.
PARAMETERS = [
    f"{part}_Y_{flavour}{column}"
    for flavour in ("e", "mu", "tau")
    for column in (1, 2, 3)
    for part in ("Re", "Im")
] + [f"log10_MN{column}" for column in (1, 2, 3)]


def row(solution):
    """One solution as a row; what is undefined stays empty."""
    o = solution.observables
    phases = ("delta_deg", "alpha21_deg", "alpha31_deg")
    values = {
        "id": solution.id,
        "m_lightest_eV": min(o.masses_ev),
        "sum_eV": o.sum_ev,
        "mee_eV": o.mee_ev,
        "mbeta_eV": o.mbeta_ev,
        "chi2": o.chi2,
    }
    values.update({name: getattr(o, name) if o.HasField(name) else None for name in phases})
    values.update(zip(PARAMETERS, solution.parameters))
    return values


def stream(results, campaign):
    """All solutions of the campaign's result, as the service sends them."""
    from nustream.results.v1 import results_pb2, results_pb2_grpc

    progress = campaign.progress
    wanted = results_pb2.SolutionFilter(
        campaign_id=campaign.id, model_digest=progress.model_digest
    )
    if progress.HasField("final_block"):
        wanted.max_block = progress.final_block
    request = results_pb2.StreamSolutionsRequest(
        filter=wanted, from_beginning=True, until_end=True
    )
    for item in results_pb2_grpc.ResultsStub(results).StreamSolutions(request, timeout=600):
        yield item.solution


def draw(frame, campaign, file):
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(6, 4.5), layout="constrained")
    axes.loglog(frame["m_lightest_eV"], frame["mee_eV"], ".", markersize=2)
    axes.axhspan(0.028, 0.122, color="0.85", label="KamLAND-Zen, by matrix element")
    axes.set(
        xlim=(1e-4, 1),
        ylim=(1e-4, 1),
        xlabel="lightest neutrino mass (eV)",
        ylabel=r"$m_{\beta\beta}$ (eV)",
        title=f"{campaign}: {len(frame)} solutions",
    )
    axes.legend()
    figure.savefig(file, dpi=150)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("campaign")
    options.add_argument("--campaigns", default="127.0.0.1:18083", help="address of the service")
    options.add_argument("--results", default="127.0.0.1:18084", help="address of the service")
    options.add_argument("--stubs", type=pathlib.Path, default=HERE / "stubs")
    options.add_argument("--out", type=pathlib.Path, help="picture, PNG")
    options.add_argument("--csv", type=pathlib.Path, help="the table")
    given = options.parse_args()
    sys.path.insert(0, str(given.stubs))
    from nustream.campaigns.v1 import campaigns_pb2, campaigns_pb2_grpc

    with grpc.insecure_channel(given.campaigns) as channel:
        campaign = campaigns_pb2_grpc.CampaignsStub(channel).Get(
            campaigns_pb2.GetRequest(id=given.campaign), timeout=30
        )
    with grpc.insecure_channel(given.results) as channel:
        frame = pd.DataFrame(row(solution) for solution in stream(channel, campaign))
    if frame.empty:
        sys.exit(f"campaign {given.campaign} has no solutions")
    print(frame[["m_lightest_eV", "sum_eV", "mee_eV"]].describe().to_string())
    print(f"{len(frame)} solutions, median m_ee {1e3 * frame['mee_eV'].median():.2f} meV")
    if given.csv:
        frame.to_csv(given.csv, index=False)
    if given.out:
        draw(frame, given.campaign, given.out)


if __name__ == "__main__":
    main()
