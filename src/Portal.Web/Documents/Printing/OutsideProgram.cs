using System.Diagnostics;
using Portal.Web.Processes;

namespace Portal.Web.Documents.Printing;

/// <summary>One run of a program that makes a PDF, in a folder of its own that goes with it.</summary>
internal sealed class OutsideProgram(PrintingOptions options, ILogger log)
{
    /// <summary>Characters kept of what a program said.</summary>
    private const int MostSaid = 2_000;

    /// <param name="program">Its path.</param>
    /// <param name="arguments">Told the folder, which exists and is empty.</param>
    /// <param name="result">The file in the folder that it makes.</param>
    /// <param name="pdfPath">Where the file goes; there only when it is whole.</param>
    /// <param name="prepare">Puts into the folder what it needs.</param>
    /// <param name="ct">Kills it.</param>
    /// <exception cref="PrintingFailed">It made none, or took too long.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    public async Task RunAsync(
        string program, Func<string, IEnumerable<string>> arguments, string result, string pdfPath, Func<string, Task> prepare, CancellationToken ct)
    {
        using var folder = ProgramFolder.New(options.WorkingFolder, log);
        folder.RequireRoom();
        await prepare(folder.Path);
        try
        {
            await RunInAsync(folder.Path, program, arguments(folder.Path), ct);
            var made = new FileInfo(Path.Combine(folder.Path, result));
            if (!made.Exists || made.Length == 0)
            {
                throw new PrintingFailed("no page came of it");
            }
        }
        catch (PrintingFailed)
        {
            folder.RequireRoom();
            throw;
        }

        folder.RequireRoom();

        // From another disk a move is a copy, which may be cut short.
        File.Move(Path.Combine(folder.Path, result), pdfPath + ".part", overwrite: true);
        File.Move(pdfPath + ".part", pdfPath, overwrite: true);
    }

    private async Task RunInAsync(string folder, string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = LimitedProcess.OfOthers(program, arguments, options.ProcessorSeconds, options.Megabytes);
        start.WorkingDirectory = folder;
        start.Environment["HOME"] = folder;
        start.Environment["TMPDIR"] = folder;
        using var process = Process.Start(start) ?? throw new PrintingFailed("the program that prints could not be started");
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds));
        using var until = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            var said = await Task.WhenAll(SaidAsync(process.StandardOutput, until.Token), SaidAsync(process.StandardError, until.Token));
            await process.WaitForExitAsync(until.Token);
            if (process.ExitCode != 0)
            {
                log.LogWarning("{Program} ended with {ExitCode}: {Said}", Path.GetFileName(program), process.ExitCode, string.Join('\n', said));
                throw new PrintingFailed(process.ExitCode is 128 + 24 or 128 + 9 ? "it takes too long" : "the program that prints gave up on it");
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new PrintingFailed("it takes too long");
        }
        finally
        {
            LimitedProcess.End(process);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<string> SaidAsync(StreamReader output, CancellationToken ct)
    {
        var (said, buffer) = ("", new char[1_000]);
        int read;
        while ((read = await output.ReadAsync(buffer, ct)) > 0)
        {
            said = said.Length < MostSaid ? said + new string(buffer, 0, read) : said;
        }

        return said;
    }
}
