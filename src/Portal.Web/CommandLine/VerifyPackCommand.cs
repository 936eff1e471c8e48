using System.Globalization;
using Portal.Web.Documents.Bags;

namespace Portal.Web.CommandLine;

/// <summary><c>verify-pack FILE</c>: says whether an evidence pack is complete and unaltered, or everything that is wrong with it.</summary>
public static class VerifyPackCommand
{
    private const int Intact = 0;
    private const int Faulty = 1;
    private const int Unreadable = 2;

    /// <returns>0 only when everything holds, 1 when the pack has faults, 2 when the file cannot be read.</returns>
    public static async Task<int> RunAsync(string file, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            await using var zip = new FileStream(file, new FileStreamOptions { Options = FileOptions.Asynchronous });
            var report = await BagVerifier.VerifyAsync(zip, cancellationToken);
            foreach (var fault in report.Faults)
            {
                await output.WriteLineAsync(fault.Words.AsMemory(), cancellationToken);
            }

            var figures = string.Create(CultureInfo.InvariantCulture, $"{report.Files} files, {report.Bytes} bytes");
            var verdict = report.IsIntact
                ? $"The pack is complete and unaltered: {figures}."
                : $"The pack is NOT complete and unaltered: {report.Faults.Count} faults ({figures} read).";
            await output.WriteLineAsync(verdict.AsMemory(), cancellationToken);
            return report.IsIntact ? Intact : Faulty;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            await output.WriteLineAsync($"The file cannot be read: {unreadable.Message}".AsMemory(), cancellationToken);
            return Unreadable;
        }
    }
}
