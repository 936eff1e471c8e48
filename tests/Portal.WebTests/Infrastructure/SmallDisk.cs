using System.Diagnostics;

namespace Portal.WebTests.Infrastructure;

/// <summary>A file system of one megabyte in the place of a folder, so that a full disk is the kernel's and not a pretence. Only root can mount one.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    public static SmallDisk At(string path)
    {
        Directory.CreateDirectory(path);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path) == 0, "A small file system can only be mounted by root on Linux.");
        return new SmallDisk(path);
    }

    public void Grow() => Run("mount", "-o", "remount,size=10m", _path).ShouldBe(0);

    public void Dispose() => Run("umount", "-l", _path);

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
