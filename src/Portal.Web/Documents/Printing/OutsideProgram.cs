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
    public async Task RunAsync(
        string program, Func<string, IEnumerable<string>> arguments, string result, string pdfPath, Func<string, Task> prepare, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("portal-print-").FullName;
        try
        {
            await prepare(folder);
            await RunInAsync(folder, program, arguments(folder), ct);
            var made = new FileInfo(Path.Combine(folder, result));
            if (!made.Exists || made.Length == 0)
            {
                throw new PrintingFailed("no page came of it");
            }

            // From another disk a move is a copy, which may be cut short.
            File.Move(made.FullName, pdfPath + ".part", overwrite: true);
            File.Move(pdfPath + ".part", pdfPath, overwrite: true);
        }
        finally
        {
            Forget(folder);
        }
    }

    /// <summary>What a program still writes as it ends must not undo what it made.</summary>
    private void Forget(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(busy, "A folder of a program that has ended could not be deleted: {Folder}", folder);
        }
    }

    private async Task RunInAsync(string folder, string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = LimitedProcess.Of(program, arguments, options.ProcessorSeconds);
        start.WorkingDirectory = folder;
        start.Environment["HOME"] = folder;
        start.Environment["TMPDIR"] = folder;
        using var process = Process.Start(start) ?? throw new PrintingFailed("the program that prints could not be started");
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds));
        using var until = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            process.StandardInput.Close();
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
