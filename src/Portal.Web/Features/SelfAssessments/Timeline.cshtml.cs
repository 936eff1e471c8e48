using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Everything consequential that happened to a self-assessment: who, when and why.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class TimelineModel(PortalDbContext db, AssessmentReader reader) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public PageOf<Entry> Entries { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Shown.RequireReadsAll();
        var versions = await db.FrozenVersions.Where(v => v.SelfAssessmentId == Id).Select(v => v.Id).ToListAsync(ct);
        var packs = await db.Packs.Where(p => p.SelfAssessmentId == Id).Select(p => p.Id).ToListAsync(ct);
        List<string> subjects = [Id.ToString(), .. versions.Select(v => v.ToString()), .. packs.Select(p => p.ToString())];
        Entries = await (
            from entry in db.Set<AuditEntry>()
            where subjects.Contains(entry.Subject)
            join person in db.People on entry.PersonId equals (Id<Domain.People.Person>?)person.Id into people
            from who in people.DefaultIfEmpty()
            orderby entry.At descending, entry.Id descending
            select new Entry(entry.At, who == null ? "The portal" : who.Name, entry.Action, entry.Reason)).ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Entry(DateTime At, string Who, string Action, string? Reason)
    {
        /// <summary>What was done, as a sentence goes on after the name.</summary>
        public string Did => Action == "downloaded" ? "downloaded the evidence pack" : ActsInWords.Did(Action);
    }
}
