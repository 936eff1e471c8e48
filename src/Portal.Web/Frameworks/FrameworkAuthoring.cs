using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.Time;

namespace Portal.Web.Frameworks;

/// <summary>Writes drafts of frameworks, says what is wrong with them, and publishes them. What is published never changes again.</summary>
public sealed class FrameworkAuthoring(PortalDbContext db, FrameworkLibrary library, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>The longest text that is taken; the largest framework shipped has 70,000 characters.</summary>
    public const int MostCharacters = 2_000_000;

    /// <summary>Begins a draft with a text, whatever is wrong with it.</summary>
    /// <exception cref="RuleBroken">The text is too long.</exception>
    public async Task<Guid> BeginAsync(string json, CancellationToken ct)
    {
        RequireAuthor();
        var draft = new FrameworkDraft
        {
            Id = Guid.CreateVersion7(), Json = Fitting(json), Title = TitleOf(json), ChangedBy = me.Id, ChangedAt = clock.UtcNow(),
        };
        db.Add(draft);
        await db.SaveChangesAsync(ct);
        return draft.Id;
    }

    /// <summary>Begins a draft of the version after a published one, with all that stands in it.</summary>
    public async Task<Guid> BeginNextAsync(string code, int version, CancellationToken ct)
    {
        RequireAuthor();
        var published = await db.Set<PublishedFramework>().AsNoTracking().Where(f => f.Code == code && f.Version == version).FirstOr404Async(ct);
        var newest = await db.Set<PublishedFramework>().Where(f => f.Code == code).MaxAsync(f => f.Version, ct);
        return await BeginAsync(FrameworkText.AsNext(published.Json, replaced: version, next: newest + 1), ct);
    }

    /// <summary>Saves the text of a draft.</summary>
    /// <returns>False when somebody else saved meanwhile: nothing was changed, and both texts must be shown.</returns>
    /// <exception cref="RuleBroken">The text is too long.</exception>
    public async Task<bool> SaveAsync(Guid id, string json, int basedOn, CancellationToken ct)
    {
        RequireAuthor();
        var draft = await db.Set<FrameworkDraft>().Where(d => d.Id == id).FirstOr404Async(ct);
        if (draft.Version != basedOn)
        {
            return draft.Json == json;
        }

        (draft.Json, draft.Title, draft.ChangedBy, draft.ChangedAt) = (Fitting(json), TitleOf(json), me.Id, clock.UtcNow());
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>Takes a draft away; what was published from it stays.</summary>
    public async Task DiscardAsync(Guid id, CancellationToken ct)
    {
        RequireAuthor();
        db.Remove(await db.Set<FrameworkDraft>().Where(d => d.Id == id).FirstOr404Async(ct));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Says everything that stands in the way of publishing a text, and what it would change.</summary>
    public async Task<ExaminedFramework> ExamineAsync(string json, CancellationToken ct)
    {
        Framework framework;
        try
        {
            await using var content = new MemoryStream(Encoding.UTF8.GetBytes(json));
            framework = FrameworkFile.Read(content, "draft");
        }
        catch (SeedFileRefused refused)
        {
            return new ExaminedFramework(null, refused.Faults, null, []);
        }

        var faults = new List<SeedFault>();
        var published = await db.Set<PublishedFramework>().Where(f => f.Code == framework.Code).Select(f => f.Version).ToListAsync(ct);
        if (published.Contains(framework.Version))
        {
            faults.Add(new SeedFault("$.version", $"{framework.Version} of {framework.Code} is published and never changes; the next free one is {published.Max() + 1}"));
            return new ExaminedFramework(framework, faults, null, []);
        }

        faults.AddRange(await library.SuccessionFaultsAsync(framework, [], ct));
        if (faults.Count > 0 || framework.Replaces is not { } replaces)
        {
            return new ExaminedFramework(framework, faults, null, []);
        }

        var replaced = await library.GetAsync(framework.Code, replaces.Version, ct);
        foreach (var version in published.Where(v => v < replaced.Version))
        {
            var older = await library.GetAsync(framework.Code, version, ct);
            faults.AddRange(framework.Criteria.Where(c => replaced.FindCriterion(c.Id) is null && older.FindCriterion(c.Id) is not null)
                .Select(c => new SeedFault("$.judgements", $"\"{c.Id}\" was a criterion of version {version}; an id is never used again")));
        }

        return new ExaminedFramework(framework, faults, replaced, CriterionChange.Between(replaced, framework, await library.DescentAsync(replaced, framework, ct)));
    }

    /// <summary>Publishes a draft as it was shown. Self-assessments that are open stay on their version until somebody moves them.</summary>
    /// <exception cref="RuleBroken">It has faults, somebody has changed it since it was shown, or no reason is given.</exception>
    public async Task<(string Code, int Version)> PublishAsync(Guid id, int shownVersion, string? reason, CancellationToken ct)
    {
        var body = RequireAuthor();
        var draft = await db.Set<FrameworkDraft>().Where(d => d.Id == id).FirstOr404Async(ct);
        if (draft.Version != shownVersion)
        {
            throw new RuleBroken("framework.draft-changed", "Somebody has changed this draft since you read it. Read what it changes now, and decide again.");
        }

        var examined = await ExamineAsync(draft.Json, ct);
        if (examined.Framework is not { } framework || examined.Faults.Count > 0)
        {
            throw new RuleBroken("framework.draft-faulty", $"This draft cannot be published: {(examined.Faults.Count == 1 ? "one fault" : $"{examined.Faults.Count} faults")} in it.");
        }

        var why = RuleBroken.IfBlank(reason, "framework.no-reason", "Say why this version is published.", "Reason");
        db.Add(new PublishedFramework
        {
            Code = framework.Code,
            Version = framework.Version,
            Title = framework.Title,
            ContentHash = framework.ContentHash,
            Json = draft.Json,
            PublishedAt = clock.UtcNow(),
            PublishedBy = me.Id,
        });
        db.Remove(draft);
        audit.Record(body, "framework-published", $"{framework.Code} version {framework.Version}", why);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException lost) when (Conflicts.IsLostRace(lost))
        {
            throw new RuleBroken("framework.published-meanwhile", "Somebody has changed this draft or published this version meanwhile. Look again.");
        }

        return (framework.Code, framework.Version);
    }

    /// <returns>The body for which the present person writes frameworks.</returns>
    private Id<Body> RequireAuthor() =>
        me.Posts.FirstOrDefault(p => p.Role == PostRole.FrameworkAuthor)?.BodyId ?? throw new Forbidden("Only a framework author writes frameworks.");

    private static string Fitting(string json) => json.Length <= MostCharacters ? json
        : throw new RuleBroken("framework.too-long", $"A framework has at most {MostCharacters:N0} characters.", "Json");

    private static string TitleOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.String && title.GetString() is { Length: > 0 } text
                ? text.Length <= 200 ? text : text[..200]
                : "Without a title";
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return "Without a title";
        }
    }
}
