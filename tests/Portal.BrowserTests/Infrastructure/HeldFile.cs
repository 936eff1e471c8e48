using System.Diagnostics;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>A stored file that gives its bytes only when it is let go, as from a very slow disk: until then a pipe lies in its place.</summary>
public sealed class HeldFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _path;

    private HeldFile(string path) => _path = path;

    private string Kept => _path + ".held";

    internal static HeldFile At(string path)
    {
        var held = new HeldFile(path);
        File.Move(path, held.Kept);
        using var mkfifo = Process.Start("mkfifo", [path]);
        mkfifo.WaitForExit(Patience).ShouldBeTrue();
        mkfifo.ExitCode.ShouldBe(0);
        return held;
    }

    /// <summary>Gives the bytes to whoever waits for them, and puts the file back.</summary>
    public async Task LetGoAsync()
    {
        await Task.Run(async () =>
        {
            // Opening the pipe waits until somebody reads from it.
            await using var pipe = new FileStream(_path, FileMode.Open, FileAccess.Write);
            await using var kept = File.OpenRead(Kept);
            await kept.CopyToAsync(pipe);
        }).WaitAsync(Patience);
        File.Move(Kept, _path, overwrite: true);
    }
}
