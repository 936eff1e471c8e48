using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Workflow.Definitions;

namespace Portal.Web.Workflows;

/// <summary>The published workflow definitions. A published version never changes; a changed file needs a higher version.</summary>
public sealed class DefinitionLibrary(
    PortalDbContext db, WorkflowActivities activities, DefinitionCache cache, ILogger<DefinitionLibrary> log, TimeProvider clock)
{
    /// <summary>Publishes every definition of a folder that is not there yet, and saves.</summary>
    /// <exception cref="DefinitionFileRefused">A file has faults, or differs from what was published under its version.</exception>
    public async Task PublishAsync(string folder, CancellationToken ct)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var json = await File.ReadAllTextAsync(file, ct);
            var definition = Read(file, json);
            var published = await db.Set<PublishedWorkflow>().FindAsync([definition.DefinitionId, definition.Version], ct);
            if (published is null)
            {
                foreach (var warning in definition.Warnings)
                {
                    log.LogWarning("{File} {Place}: {Reason}", file, warning.Path, warning.Reason);
                }

                db.Add(new PublishedWorkflow
                {
                    DefinitionId = definition.DefinitionId,
                    Version = definition.Version,
                    ContentHash = definition.ContentHash,
                    Json = json,
                    PublishedAt = clock.UtcNow(),
                });
            }
            else if (published.ContentHash != definition.ContentHash)
            {
                throw new DefinitionFileRefused(file, [new DefinitionFault("$.version",
                    $"version {definition.Version} is published with other content; running cases stay on it. Raise the version.")]);
            }
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The definition that new cases start on.</summary>
    public async Task<WorkflowDefinition> LatestAsync(string definitionId, CancellationToken ct)
    {
        var version = await db.Set<PublishedWorkflow>().Where(w => w.DefinitionId == definitionId).MaxAsync(w => (int?)w.Version, ct)
            ?? throw new InvalidOperationException($"The workflow “{definitionId}” is not published.");
        return await GetAsync(definitionId, version, ct);
    }

    /// <summary>The definition that a running case is pinned to.</summary>
    public async Task<WorkflowDefinition> GetAsync(string definitionId, int version, CancellationToken ct) =>
        await FindAsync(definitionId, version, ct) ?? throw new InvalidOperationException($"Version {version} of the workflow “{definitionId}” is not published.");

    /// <returns>Null when there is no such version.</returns>
    public async Task<WorkflowDefinition?> FindAsync(string definitionId, int version, CancellationToken ct)
    {
        if (cache.TryGet(definitionId, version, out var cached))
        {
            return cached;
        }

        var row = await db.Set<PublishedWorkflow>().AsNoTracking().FirstOrDefaultAsync(w => w.DefinitionId == definitionId && w.Version == version, ct);
        return row is null ? null : cache.Keep(new DefinitionReader(activities.Catalogue).Read(row.Json));
    }

    private WorkflowDefinition Read(string file, string json)
    {
        try
        {
            return new DefinitionReader(activities.Catalogue).Read(json);
        }
        catch (DefinitionRefused refused)
        {
            throw new DefinitionFileRefused(file, refused.Faults);
        }
    }
}

/// <summary>Definitions already read in this process; they never change.</summary>
public sealed class DefinitionCache
{
    private readonly ConcurrentDictionary<(string, int), WorkflowDefinition> _read = new();

    internal bool TryGet(string definitionId, int version, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WorkflowDefinition? definition) =>
        _read.TryGetValue((definitionId, version), out definition);

    internal WorkflowDefinition Keep(WorkflowDefinition definition) => _read.GetOrAdd((definition.DefinitionId, definition.Version), definition);
}

/// <summary>A workflow file was refused; the message names the file, and for each fault the place in it and the reason.</summary>
public sealed class DefinitionFileRefused(string file, IReadOnlyList<DefinitionFault> faults)
    : Exception($"The workflow file {file} was refused:{string.Concat(faults.Select(f => $"\n  {f.Path}: {f.Reason}"))}")
{
    public IReadOnlyList<DefinitionFault> Faults { get; } = faults;
}
