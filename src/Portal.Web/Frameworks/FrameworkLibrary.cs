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
        var files = Directory.EnumerateFiles(folder, "*.json").Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(file => (File: file, Framework: FrameworkFile.Read(file))).OrderBy(f => f.Framework.Code, StringComparer.Ordinal).ThenBy(f => f.Framework.Version).ToList();
        foreach (var (file, framework) in files)
        {
            var faults = await SuccessionFaultsAsync(framework, files.ConvertAll(f => f.Framework), ct);
            if (faults.Count > 0)
            {
                throw new SeedFileRefused(file, faults);
            }

            var published = await db.Set<PublishedFramework>().FindAsync([framework.Code, framework.Version], ct);
            if (published?.ContentHash == framework.ContentHash)
            {
                continue;
            }

            if (published is not null && (published.PublishedBy is not null || await IsUsedAsync(framework, ct)))
            {
                var why = published.PublishedBy is null ? "used by a self-assessment" : "published here by a framework author";
                throw new SeedFileRefused(file, [new SeedFault("$.version",
                    $"version {framework.Version} of {framework.Code} is {why} and cannot change; give the changed framework version {framework.Version + 1}")]);
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
        cache.Forget();
    }

    /// <summary>What is wrong with how a version takes the place of an earlier one; empty where nothing is.</summary>
    /// <param name="framework">The version.</param>
    /// <param name="beside">Versions that are about to be published with it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<SeedFault>> SuccessionFaultsAsync(Framework framework, IReadOnlyList<Framework> beside, CancellationToken ct)
    {
        var earlier = await db.Set<PublishedFramework>().Where(f => f.Code == framework.Code && f.Version < framework.Version).Select(f => f.Version).ToListAsync(ct);
        earlier.AddRange(beside.Where(f => f.Code == framework.Code && f.Version < framework.Version).Select(f => f.Version));
        if (framework.Replaces is not { } replaces)
        {
            return earlier.Count == 0 ? [] : [new SeedFault("$.replaces", $"is missing: version {earlier.Max()} is there already; say what became of its criteria")];
        }

        if (!earlier.Contains(replaces.Version))
        {
            return [new SeedFault("$.replaces.version", $"is {replaces.Version}, and that version has not been published")];
        }

        var replaced = beside.FirstOrDefault(f => f.Code == framework.Code && f.Version == replaces.Version) ?? await GetAsync(framework.Code, replaces.Version, ct);
        return FrameworkChecks.Succession(framework, replaced);
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

    /// <summary>Where the criteria and judgements of a version went in a later one.</summary>
    public async Task<Descent> DescentAsync(Framework from, Framework to, CancellationToken ct)
    {
        var later = new List<Framework>();
        for (var at = to; at.Version > from.Version;)
        {
            later.Insert(0, at);
            if (at.Replaces is not { } replaces || replaces.Version <= from.Version)
            {
                break;
            }

            at = await GetAsync(at.Code, replaces.Version, ct);
        }

        return Descent.Between(from, later);
    }

    /// <summary>The newest version of a framework; null where it is the present one.</summary>
    public async Task<Framework?> NewerAsync(string code, int version, CancellationToken ct)
    {
        var newest = await db.Set<PublishedFramework>().Where(f => f.Code == code && f.Version > version).MaxAsync(f => (int?)f.Version, ct);
        return newest is { } newer ? await GetAsync(code, newer, ct) : null;
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

    /// <summary>Reads every framework afresh from now on: a version that nobody used may have been changed.</summary>
    public void Forget() => Read.Clear();
}
