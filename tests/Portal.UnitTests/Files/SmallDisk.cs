using System.Diagnostics;

namespace Portal.UnitTests.Files;

/// <summary>A file system of one megabyte, so that a full disk is the kernel's and not a pretence. Only root can mount one.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SmallDisk()
    {
        if (!OperatingSystem.IsLinux() || Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.Path) != 0)
        {
            folder.Dispose();
            Assert.Skip("A small file system can only be mounted by root on Linux; the failing-stream tests still ran.");
        }
    }

    public string Path => folder.Path;

    public void Dispose()
    {
        Run("umount", folder.Path);
        folder.Dispose();
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
