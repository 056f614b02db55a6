// Check reads the annotated sentences, tells every fault with its line, and counts
// what there is: go run ./internal/training/check [FOLDER].
package main

import (
	"fmt"
	"os"

	"annals.example/annals/internal/training"
)

func main() {
	folder := "data/training"
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	all, err := training.ReadAll(os.DirFS(folder))
	if err == nil {
		err = training.Count(os.Stdout, all)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
