using System.Security.Cryptography;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Portal.Web.Files.Stores;

/// <summary>Tells whoever watches the portal whether the store takes, gives back and lets go. Degraded, not unhealthy: people can go on writing without it.</summary>
public sealed class StoreHealth(IContentStore store, TimeProvider clock, ILogger<StoreHealth> log) : IHealthCheck
{
    /// <summary>Anybody may ask for the health of the portal, so not every question reaches the store.</summary>
    private static readonly TimeSpan ProofLasts = TimeSpan.FromSeconds(30);

    private long _provedAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var provedAt = Interlocked.Read(ref _provedAt);
        if (provedAt != 0 && clock.GetElapsedTime(provedAt) < ProofLasts)
        {
            return HealthCheckResult.Healthy();
        }

        try
        {
            await ProveAsync(cancellationToken);
            Interlocked.Exchange(ref _provedAt, clock.GetTimestamp());
            return HealthCheckResult.Healthy();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            log.LogError(failed, "The store of evidence and packs failed its proof.");
            return HealthCheckResult.Degraded(failed is IOException full && Storage.IsFull(full)
                ? "There is no room left in the store of evidence and packs."
                : "The store of evidence and packs does not take, give back and let go what it should.");
        }
    }

    private async Task ProveAsync(CancellationToken ct)
    {
        var (name, proof) = (ContentNames.Proofs + RandomNumberGenerator.GetHexString(32, lowercase: true), RandomNumberGenerator.GetBytes(64));
        using (var content = new MemoryStream(proof, writable: false))
        {
            await store.WriteAsync(name, content, ct);
        }

        await using (var back = await store.OpenReadAsync(name, ct))
        {
            var read = new byte[proof.Length];
            await back.ReadExactlyAsync(read, ct);
            if (!read.AsSpan().SequenceEqual(proof))
            {
                throw new IOException("What came back is not what was written.");
            }
        }

        await store.DeleteAsync(name, ct);
    }
}
