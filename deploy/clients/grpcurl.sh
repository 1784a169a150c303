#!/usr/bin/env bash
# Asks the services with grpcurl, which learns their methods and messages from gRPC reflection.
#
#   deploy/clients/grpcurl.sh CAMPAIGN [CAMPAIGNS_HOST:PORT [RESULTS_HOST:PORT]]
#
#   GRPCURL   the program (default: grpcurl on the PATH)
set -euo pipefail

[ $# -ge 1 ] || { echo "usage: $0 CAMPAIGN [CAMPAIGNS [RESULTS]]" >&2; exit 2; }
campaign=$1
campaigns=${2:-127.0.0.1:18083}
results=${3:-127.0.0.1:18084}
ask() { "${GRPCURL:-grpcurl}" -plaintext -max-time 60 "$@"; }

# What there is, and what a method takes.
ask "$results" list
ask "$results" describe nustream.results.v1.SummarizeRequest

# The campaign, and its five newest neighbours.
ask -d "{\"id\": \"$campaign\"}" "$campaigns" nustream.campaigns.v1.Campaigns/Get
ask -d '{"limit": 5}' "$campaigns" nustream.campaigns.v1.Campaigns/List

# Quantiles of the effective mass, with a histogram.
ask -d "{\"filter\": {\"campaign_id\": \"$campaign\"}, \"columns\": [\"mee_eV\"], \"quantiles\": [0.16, 0.5, 0.84], \"bins\": 10}" \
  "$results" nustream.results.v1.Results/Summarize

# The first three solutions.
ask -d "{\"filter\": {\"campaign_id\": \"$campaign\"}, \"until_end\": true, \"limit\": 3}" \
  "$results" nustream.results.v1.Results/StreamSolutions
