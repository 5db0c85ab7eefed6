"""Python packages for checks, each in an environment of its own under target/, so that nothing of the system is touched."""
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def environment(name, package):
    """The folder of programs of an environment that has this package, made when it is missing."""
    folder = os.path.join(ROOT, "target", name)
    programs = os.path.join(folder, "bin")
    mark = os.path.join(folder, "has-" + package.replace("=", ""))
    if not os.path.exists(mark):
        shutil.rmtree(folder, ignore_errors=True)
        # Debian has `venv` in a package of its own; what is missing is ensurepip.
        if subprocess.run([sys.executable, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL).returncode:
            if os.geteuid() != 0 or not shutil.which("apt-get"):
                sys.exit("python3 can't make virtual environments here; on Debian: apt-get install python3-venv")
            subprocess.run(["apt-get", "update", "-qq"], check=True)
            subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "python3-venv"], check=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [os.path.join(programs, "pip"), "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, package], check=True)
        open(mark, "w").close()
    return programs


def run_within(programs):
    """Goes on in the environment's interpreter, where its packages are."""
    python = os.path.join(programs, "python")
    if sys.prefix != os.path.dirname(programs):
        os.execv(python, [python, *sys.argv])
