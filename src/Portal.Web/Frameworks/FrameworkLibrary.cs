using System.Collections.Concurrent;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Seeding;
using Portal.Web.Time;

namespace Portal.Web.Frameworks;

/// <summary>The published frameworks. Once a self-assessment uses a version, that version never changes.</summary>
public sealed class FrameworkLibrary(PortalDbContext db, FrameworkCache cache, TimeProvider clock)
{
    /// <summary>Publishes every framework file of a folder, and saves.</summary>
    /// <exception cref="SeedFileRefused">A file has faults, or changes a version that is in use.</exception>
    public async Task PublishAsync(string folder, CancellationToken ct)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var framework = FrameworkFile.Read(file);
            var published = await db.Set<PublishedFramework>().FindAsync([framework.Code, framework.Version], ct);
            if (published?.ContentHash == framework.ContentHash)
            {
                continue;
            }

            if (published is not null && await IsUsedAsync(framework, ct))
            {
                throw new SeedFileRefused(file, [new SeedFault("$.version",
                    $"version {framework.Version} of {framework.Code} is used by a self-assessment and cannot change; give the changed framework version {framework.Version + 1}")]);
            }

            if (published is null)
            {
                published = new PublishedFramework
                {
                    Code = framework.Code, Version = framework.Version, Title = "", ContentHash = "", Json = "", PublishedAt = clock.UtcNow(),
                };
                db.Add(published);
            }

            published.Title = framework.Title;
            published.ContentHash = framework.ContentHash;
            published.Json = await File.ReadAllTextAsync(file, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The framework in exactly this version.</summary>
    /// <exception cref="NotFound">There is no such version.</exception>
    public async Task<Framework> GetAsync(string code, int version, CancellationToken ct)
    {
        if (cache.Read.TryGetValue((code, version), out var known))
        {
            return known;
        }

        var row = await db.Set<PublishedFramework>().AsNoTracking().Where(f => f.Code == code && f.Version == version).FirstOr404Async(ct);
        await using var json = new MemoryStream(Encoding.UTF8.GetBytes(row.Json));
        var framework = FrameworkFile.Read(json, $"{code} version {version}");
        return cache.Read.GetOrAdd((code, version), framework);
    }

    /// <summary>The newest version of each framework, by title.</summary>
    public async Task<IReadOnlyList<Framework>> LatestAsync(CancellationToken ct)
    {
        var newest = await db.Set<PublishedFramework>()
            .GroupBy(f => f.Code).Select(g => new { Code = g.Key, Version = g.Max(f => f.Version) }).ToListAsync(ct);
        var frameworks = new List<Framework>();
        foreach (var key in newest)
        {
            frameworks.Add(await GetAsync(key.Code, key.Version, ct));
        }

        return [.. frameworks.OrderBy(f => f.Title, StringComparer.Ordinal)];
    }

    private Task<bool> IsUsedAsync(Framework framework, CancellationToken ct) =>
        db.SelfAssessments.IgnoreQueryFilters([PortalDbContext.BodyFilter])
            .AnyAsync(a => a.FrameworkCode == framework.Code && a.FrameworkVersion == framework.Version, ct);
}

/// <summary>Frameworks already read in this process.</summary>
public sealed class FrameworkCache
{
    internal ConcurrentDictionary<(string Code, int Version), Framework> Read { get; } = new();
}
