using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Workflow.Definitions;

namespace Portal.Web.Workflows;

/// <summary>The published workflow definitions. A published version never changes; a changed file needs a higher version.</summary>
public sealed class DefinitionLibrary(
    PortalDbContext db, WorkflowActivities activities, DefinitionCache cache, ILogger<DefinitionLibrary> log, TimeProvider clock)
{
    /// <summary>
    /// Publishes every definition of a folder that is not there yet, and saves. Two processes that start at once publish the same once. A file whose
    /// version is published with other content is not taken in: an administrator may have published that number first, and the portal must start.
    /// </summary>
    /// <exception cref="DefinitionFileRefused">A file has faults.</exception>
    public Task PublishAsync(string folder, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        foreach (var (file, json, definition) in await ReadFolderAsync(folder, ct))
        {
            if (await db.Set<PublishedWorkflow>().FindAsync([definition.DefinitionId, definition.Version], ct) is not { } published)
            {
                Add(definition, json);
            }
            else if (published.ContentHash != definition.ContentHash)
            {
                log.LogCritical(
                    "{File} was NOT taken in: version {Version} of {Definition} is published with other content, and running cases stay on that. Raise the version in the file",
                    file, definition.Version, definition.DefinitionId);
            }
        }

        await db.SaveChangesAsync(ct);
    });

    /// <summary>The published versions without their files, by definition, the newest first.</summary>
    public async Task<IReadOnlyList<PublishedVersion>> PublishedAsync(CancellationToken ct) => await db.Set<PublishedWorkflow>()
        .OrderBy(w => w.DefinitionId).ThenByDescending(w => w.Version)
        .Select(w => new PublishedVersion(w.DefinitionId, w.Version, w.ContentHash, w.PublishedAt)).ToListAsync(ct);

    /// <summary>The files of a folder that were not taken in because their version is published with other content.</summary>
    public async Task<IReadOnlyList<UntakenFile>> NotTakenInAsync(string folder, IReadOnlyList<PublishedVersion> published, CancellationToken ct) =>
    [
        .. (await ReadFolderAsync(folder, ct))
            .Where(s => published.Any(w => w.DefinitionId == s.Definition.DefinitionId && w.Version == s.Definition.Version && w.ContentHash != s.Definition.ContentHash))
            .Select(s => new UntakenFile(
                Path.GetFileName(s.File), s.Definition.Name, s.Definition.Version, published.First(w => w.DefinitionId == s.Definition.DefinitionId).Version + 1)),
    ];

    /// <summary>Reads a definition as publishing would, and looks where it stands among the published versions.</summary>
    /// <exception cref="DefinitionRefused">It has faults.</exception>
    /// <exception cref="RuleBroken">Its version is not the next one.</exception>
    public async Task<WorkflowDefinition> ExamineAsync(string json, CancellationToken ct)
    {
        var definition = await ReadAsync(json, ct);
        var newest = await NewestAsync(definition.DefinitionId, ct);
        return newest is null || definition.Version > newest
            ? definition
            : throw new RuleBroken(
                "workflow.version-taken",
                $"Version {newest} of “{definition.DefinitionId}” is published already and never changes. Give the new definition version {newest + 1} or higher.",
                "File");
    }

    /// <summary>Publishes a definition under its version, without saving. New cases begin on it; running ones stay on theirs.</summary>
    /// <inheritdoc cref="ExamineAsync"/>
    public async Task<WorkflowDefinition> PublishOneAsync(string json, CancellationToken ct)
    {
        var definition = await ExamineAsync(json, ct);
        Add(definition, json);
        return definition;
    }

    /// <summary>The definition that new cases start on.</summary>
    /// <returns>Null when none is published, or when it has faults for this release of the portal.</returns>
    public async Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken ct) =>
        await NewestAsync(definitionId, ct) is { } version ? await FindReadableAsync(definitionId, version, ct) : null;

    /// <summary>The definition that a running case is pinned to.</summary>
    public async Task<WorkflowDefinition> GetAsync(string definitionId, int version, CancellationToken ct) =>
        await FindAsync(definitionId, version, ct) ?? throw new InvalidOperationException($"Version {version} of the workflow “{definitionId}” is not published.");

    /// <returns>Null when there is no such version.</returns>
    public Task<WorkflowDefinition?> FindAsync(string definitionId, int version, CancellationToken ct) => FindAsync(definitionId, version, [], ct);

    /// <param name="definitionId">Which definition.</param>
    /// <param name="version">Which version.</param>
    /// <param name="within">Versions that are being read because they name this one: in a circle it is no activity of itself.</param>
    /// <param name="ct">Cancels.</param>
    private async Task<WorkflowDefinition?> FindAsync(string definitionId, int version, IReadOnlyList<(string Id, int Version)> within, CancellationToken ct)
    {
        if (cache.TryGet(definitionId, version, out var cached))
        {
            return cached;
        }

        if (within.Contains((definitionId, version)))
        {
            return null;
        }

        var row = await db.Set<PublishedWorkflow>().AsNoTracking().FirstOrDefaultAsync(w => w.DefinitionId == definitionId && w.Version == version, ct);
        return row is null ? null : cache.Keep(await ReadAsync(row.Json, [], [.. within, (definitionId, version)], ct));
    }

    /// <returns>Null when there is no such version, or when it has faults for this release of the portal, which may have given up an activity.</returns>
    public Task<WorkflowDefinition?> FindReadableAsync(string definitionId, int version, CancellationToken ct) => FindReadableAsync(definitionId, version, [], ct);

    private async Task<WorkflowDefinition?> FindReadableAsync(string definitionId, int version, IReadOnlyList<(string Id, int Version)> within, CancellationToken ct)
    {
        try
        {
            return await FindAsync(definitionId, version, within, ct);
        }
        catch (DefinitionRefused refused)
        {
            log.LogError(refused, "{Definition} version {Version} was published and cannot be read any more", definitionId, version);
            return null;
        }
    }

    /// <returns>The highest published version; null when there is none.</returns>
    public Task<int?> NewestAsync(string definitionId, CancellationToken ct) =>
        db.Set<PublishedWorkflow>().Where(w => w.DefinitionId == definitionId).MaxAsync(w => (int?)w.Version, ct);

    /// <summary>The newest version of every published definition that this release can read.</summary>
    public async Task<IReadOnlyList<WorkflowDefinition>> NewestOfEachAsync(CancellationToken ct)
    {
        var newest = await db.Set<PublishedWorkflow>().GroupBy(w => w.DefinitionId)
            .Select(g => new { DefinitionId = g.Key, Version = g.Max(w => w.Version) }).ToListAsync(ct);
        var definitions = new List<WorkflowDefinition>();
        foreach (var one in newest.OrderBy(n => n.DefinitionId, StringComparer.Ordinal))
        {
            if (await FindReadableAsync(one.DefinitionId, one.Version, ct) is { } readable)
            {
                definitions.Add(readable);
            }
        }

        return definitions;
    }

    private void Add(WorkflowDefinition definition, string json)
    {
        foreach (var warning in definition.Warnings)
        {
            log.LogWarning("{Definition} version {Version} {Place}: {Reason}", definition.DefinitionId, definition.Version, warning.Path, warning.Reason);
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

    /// <summary>Reads a definition, with those published ones that it uses as activities. An activity names the version it stands for, so that what a case runs never changes.</summary>
    /// <exception cref="DefinitionRefused">It has faults.</exception>
    public Task<WorkflowDefinition> ReadAsync(string json, CancellationToken ct) => ReadAsync(json, [], [], ct);

    /// <remarks>Cases run on what is published: rules that came after it was published do not take it from them.</remarks>
    private async Task<WorkflowDefinition> ReadAsync(string json, IReadOnlyList<WorkflowDefinition> beside, IReadOnlyList<(string Id, int Version)> within, CancellationToken ct)
    {
        var isPublished = within.Count > 0;
        var catalogue = activities.Catalogue;
        foreach (var used in UsedDefinition.In(json))
        {
            var found = (used.Version is { } version ? await FindReadableAsync(used.DefinitionId, version, within, ct) : null)
                ?? beside.FirstOrDefault(d => d.DefinitionId == used.DefinitionId && d.Version == used.Version)
                ?? (isPublished ? null : await FindLatestAsync(used.DefinitionId, ct));
            if (found is { UsableAsActivity: true })
            {
                catalogue = catalogue.With(found);
            }
        }

        return new DefinitionReader(catalogue) { IsLenient = isPublished }.Read(json);
    }

    private async Task<IReadOnlyList<(string File, string Json, WorkflowDefinition Definition)>> ReadFolderAsync(string folder, CancellationToken ct)
    {
        var open = new List<(string File, string Json)>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)))
        {
            open.Add((file, await File.ReadAllTextAsync(file, ct)));
        }

        // One that uses another of the folder is read after that.
        var read = new List<(string File, string Json, WorkflowDefinition Definition)>();
        while (open.Count > 0)
        {
            DefinitionFileRefused? refused = null;
            var before = read.Count;
            foreach (var (file, json) in open.ToList())
            {
                try
                {
                    read.Add((file, json, await ReadAsync(json, [.. read.Select(r => r.Definition)], [], ct)));
                    open.Remove((file, json));
                }
                catch (DefinitionRefused faulty)
                {
                    refused ??= new DefinitionFileRefused(file, faulty.Faults);
                }
            }

            if (read.Count == before && refused is not null)
            {
                throw refused;
            }
        }

        return [.. read.OrderBy(r => r.File, StringComparer.Ordinal)];
    }
}

/// <summary>A published version.</summary>
public sealed record PublishedVersion(string DefinitionId, int Version, string ContentHash, DateTime PublishedAt);

/// <summary>A shipped file that was not taken in.</summary>
/// <param name="File">Its name.</param>
/// <param name="Name">What the process is called.</param>
/// <param name="Version">The version it has, which is published with other content.</param>
/// <param name="FreeVersion">The first version it could have.</param>
public sealed record UntakenFile(string File, string Name, int Version, int FreeVersion);

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
