using Portal.Domain.Evidence;

namespace Portal.Web.Files.Scanning;

/// <summary>The scanner as far as it can be trusted: a daemon that does not find the harmless test virus of the trade finds nothing, and its “clean” is worth nothing.</summary>
public sealed class VirusScanner(ClamdClient clamd, TimeProvider clock) : IDisposable
{
    /// <summary>Signatures may be lost at any restart of the daemon.</summary>
    private static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _proving = new(1, 1);
    private long _provedAt;

    /// <exception cref="ScannerAway">It cannot be reached, or finds nothing.</exception>
    /// <exception cref="ScannerFailed">It came to no verdict about this file.</exception>
    public async Task<Verdict> ScanAsync(Stream content, CancellationToken ct)
    {
        await ProveAsync(ct);
        try
        {
            return await clamd.ScanAsync(content, ct);
        }
        catch (ScannerFailed failed)
        {
            Interlocked.Exchange(ref _provedAt, 0);
            if (!await clamd.AnswersAsync(ct))
            {
                throw new ScannerAway("The virus scanner went away while it looked at a file.", failed);
            }

            throw;
        }
    }

    /// <summary>Asks it for the test virus, unless it has found it a short while ago.</summary>
    /// <exception cref="ScannerAway">It cannot be reached, or finds nothing.</exception>
    public async Task ProveAsync(CancellationToken ct)
    {
        await _proving.WaitAsync(ct);
        try
        {
            if (_provedAt != 0 && clock.GetElapsedTime(_provedAt) < ProofLasts)
            {
                return;
            }

            using var sample = new MemoryStream(TestVirus.Content());
            if ((await clamd.ScanAsync(sample, ct)).Safety != FileSafety.Infected)
            {
                throw new ScannerAway("The virus scanner does not find the test virus: it has no signatures.");
            }

            _provedAt = clock.GetTimestamp();
        }
        catch (ScannerFailed failed)
        {
            throw new ScannerAway(failed.Message, failed);
        }
        finally
        {
            _proving.Release();
        }
    }

    public void Dispose() => _proving.Dispose();
}
