module annals.example/annals

go 1.26
