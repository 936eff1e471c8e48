using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Documents;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>A text that can be compared: as it stands today, as it was kept or frozen on a day, or as it was signed in the last cycle.</summary>
/// <param name="Name">Names it in an address.</param>
/// <param name="Title">What people read.</param>
public sealed record Comparable(string Name, string Title);

/// <summary>Keeps the position of a day, and finds the texts it can be compared with.</summary>
public sealed class PositionKeeper(PortalDbContext db, AssessmentReader reader, SelfAssessmentComposer composer, CurrentPerson me, TimeProvider clock)
{
    /// <summary>The text as it stands.</summary>
    public const string Today = "today";

    private const string Kept = "position-";
    private const string Frozen = "version-";

    /// <summary>Keeps the whole text as it stands. Whoever reads all of it may; it alters nothing.</summary>
    public async Task<Id<Position>> TakeAsync(Id<SelfAssessment> id, string? title, CancellationToken ct)
    {
        var shown = await reader.ShowAsync(id, ct);
        shown.RequireReadsAll();
        var json = (await composer.ComposeAsync(shown.Assessment, shown.Framework, 0, ct)).ToJson();
        var position = Position.Of(shown.Assessment, title, json, SelfAssessmentDocument.HashOf(json), me.Id, clock.UtcNow());
        db.Add(position);
        await db.SaveChangesAsync(ct);
        return position.Id;
    }

    /// <summary>All that a self-assessment can be compared with, the newest first.</summary>
    public async Task<IReadOnlyList<Comparable>> OfAsync(SelfAssessment assessment, CancellationToken ct)
    {
        var kept = await db.Set<Position>().Where(p => p.SelfAssessmentId == assessment.Id).OrderByDescending(p => p.TakenAt)
            .Select(p => new { p.Id, p.Title, p.TakenAt }).ToListAsync(ct);
        var frozen = await db.FrozenVersions.Where(v => v.SelfAssessmentId == assessment.Id).OrderByDescending(v => v.Number)
            .Select(v => new { v.Id, v.Number, v.FrozenAt }).ToListAsync(ct);
        var last = await db.SelfAssessments
            .Where(a => a.BodyId == assessment.BodyId && a.FrameworkCode == assessment.FrameworkCode && a.Id != assessment.Id
                && a.SubmittedVersionId != null && a.PeriodTo <= assessment.PeriodTo)
            .OrderByDescending(a => a.PeriodTo).ThenByDescending(a => a.SubmittedAt).Select(a => new { Version = a.SubmittedVersionId!.Value, a.PeriodFrom, a.PeriodTo }).FirstOrDefaultAsync(ct);
        return
        [
            new Comparable(Today, "As it stands now"),
            .. kept.Select(p => new Comparable(Kept + p.Id, $"{p.Title}, {p.TakenAt.Words()}")),
            .. frozen.Select(v => new Comparable(Frozen + v.Id, $"Version {v.Number}, frozen {v.FrozenAt.Words()}")),
            .. last is null ? [] : new[] { new Comparable(Frozen + last.Version, $"Last cycle, {last.PeriodFrom.Words()} to {last.PeriodTo.Words()}, as signed") },
        ];
    }

    /// <summary>One of those texts.</summary>
    /// <exception cref="NotFound">It is not one of them.</exception>
    public async Task<SelfAssessmentDocument> ReadAsync(ShownAssessment shown, IReadOnlyList<Comparable> among, string name, CancellationToken ct)
    {
        if (among.All(c => c.Name != name))
        {
            throw new NotFound();
        }

        if (name == Today)
        {
            return await composer.ComposeAsync(shown.Assessment, shown.Framework, 0, ct);
        }

        if (name.StartsWith(Kept, StringComparison.Ordinal))
        {
            var position = Id<Position>.Parse(name[Kept.Length..], null);
            return SelfAssessmentDocument.Parse(await db.Set<Position>().Where(p => p.Id == position).Select(p => p.Content).FirstOr404Async(ct));
        }

        var version = Id<FrozenVersion>.Parse(name[Frozen.Length..], null);
        return SelfAssessmentDocument.Parse(await db.FrozenVersions.Where(v => v.Id == version).Select(v => v.Content).FirstOr404Async(ct));
    }
}
