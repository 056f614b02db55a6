package encoder

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// builds compiles this package's tests for another processor and runs those that
// prove equality there.
func builds(t *testing.T, tier Tier, env []string, emulator ...string) {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the package again: not with -short")
	}
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command to build for another processor")
	}
	bin := filepath.Join(t.TempDir(), "encoder.test")
	build := exec.Command(goTool, "test", "-c", "-o", bin, ".")
	build.Env = append(append(os.Environ(), "CGO_ENABLED=0"), env...)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build for %v: %v\n%s", env, err, out)
	}
	args := append(emulator, bin, "-test.run", "^(TestVectorsGolden|TestParseGolden|TestKernels|TestArithmetic|TestGemmExtremes)$", "-test.v")
	out, err := exec.Command(args[0], args[1:]...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", env, err, out)
	}
	if n := bytes.Count(out, []byte("--- PASS")); n != 5 {
		t.Fatalf("%v: %d of 5 tests passed:\n%s", env, n, out)
	}
	if !bytes.Contains(out, []byte(tier.String())) {
		t.Fatalf("%v: the kernels of %v were not run:\n%s", env, tier, out)
	}
}

// The same bytes where the compiler may fuse multiplications with additions.
func TestAMD64v3(t *testing.T) {
	if runtime.GOARCH != "amd64" || len(Tiers()) < 2 || os.Getenv("ANNALS_NESTED") != "" {
		t.Skip("this processor has no AVX2 to run a GOAMD64=v3 build")
	}
	builds(t, Best(), []string{"GOAMD64=v3"})
}

// The same bytes on arm64, vector kernels and plain Go, under qemu where it is installed
// (Debian: qemu-user).
func TestARM64(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH == "arm64" {
		t.Skip("runs on Linux, on another processor than arm64")
	}
	qemu := ""
	for _, n := range []string{"qemu-aarch64", "qemu-aarch64-static"} {
		if p, err := exec.LookPath(n); err == nil {
			qemu = p
			break
		}
	}
	if qemu == "" {
		t.Skip("no qemu-aarch64 here: the arm64 kernels are not tested (Debian: apt-get install qemu-user)")
	}
	builds(t, TierNEON, []string{"GOOS=linux", "GOARCH=arm64"}, qemu, "-cpu", "max")
}

// The checked-in assembly is what the generators write.
func TestGenerated(t *testing.T) {
	py, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	d := t.TempDir()
	for _, g := range []string{"gen/gen_amd64.py", "gen/gen_arm64.py"} {
		if out, err := exec.Command(py, g, d).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", g, err, out)
		}
	}
	names, _ := filepath.Glob(d + "/*")
	for _, n := range names {
		a, _ := os.ReadFile(n)
		b, _ := os.ReadFile(filepath.Base(n))
		if !bytes.Equal(a, b) {
			t.Errorf("%s is not what the generator writes", filepath.Base(n))
		}
	}
}
