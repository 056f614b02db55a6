#!/usr/bin/env bash
# Makes internal/event/head.bin anew from data/training, with the encoder and the rules as they are now.
# Needs Python with torch and numpy (training/requirements.txt); PYTHON names it. PLV, a table of sentences to
# measure with, may be left out. What is made on the way lies in WORK.
set -euo pipefail
cd "$(dirname "$0")/../.."
PYTHON=${PYTHON:-python3}
WORK=${WORK:-$(mktemp -d)}
go run ./internal/training/observe -out "$WORK" ${PLV:+-plv "$PLV"}
"$PYTHON" training/events/train.py --data "$WORK" --out "$WORK/head.pt" --seeds "${SEEDS:-1}" --epochs "${EPOCHS:-6}" --spare 0.25 --rules 2.0 "$@"
"$PYTHON" training/events/spot.py --data "$WORK" --out "$WORK/spot.pt"
"$PYTHON" training/events/export.py "$WORK/head.pt" "$WORK/spot.pt" internal/event/head.bin
go test ./internal/event -run HeadAnswers -update
echo "now set headBits in internal/event/head_test.go to what go test ./internal/event -run HeadGives prints"
