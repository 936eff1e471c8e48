using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

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
        public string Did => Action switch
        {
            "opened" => "opened the self-assessment",
            "assigned" => "assigned work",
            "assignment-taken-back" => "took an assignment back",
            "partner-link-issued" => "sent a link to a partner",
            "partner-link-used" => "opened the link that was sent",
            "partner-link-revoked" => "took a partner’s link back",
            "part-submitted" => "submitted a part by link",
            "caveat-made" => "put a caveat or dissent on the record",
            "caveat-answered" => "answered a caveat or dissent",
            "area-submitted" => "submitted an area",
            "changes-requested" => "sent an area back with reasons",
            "area-agreed" => "agreed an area",
            "signed" => "signed the frozen version",
            "signature-withdrawn" => "withdrew their signature from the frozen version",
            "returned" => "returned the frozen version",
            "reopening-asked" => "asked to open it again after submission",
            "reopening-declined" => "declined to open it again",
            "reopened" => "opened it again after submission",
            "submitted" => "gave the second signature: submitted and locked",
            "added-late" => "added evidence late: it is not part of what was signed",
            "late-file-downloaded" => "downloaded evidence that was added late",
            "handed-over" => "handed the evidence pack over to the review team",
            "downloaded" => "downloaded the evidence pack",
            "exported" => "downloaded everything",
            "version-moved" => "moved to a newer version of the framework",
            "carried-confirmed" => "confirmed a text carried from before",
            "marked" => "chose how its papers are marked",
            "submission-moved" => "moved the submission date",
            "withdrawn" => "withdrew the self-assessment",
            _ => Action,
        };
    }
}
