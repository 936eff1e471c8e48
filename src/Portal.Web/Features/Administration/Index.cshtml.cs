using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Web.Auditing;
using Portal.Web.Files.Fixity;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.Time;
using Portal.Web.Words;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Administration;

/// <summary>How the portal is doing: mail, background work, workflows and people, in figures, each leading to its list.</summary>
[Authorize(Policies.Administrator)]
public sealed class IndexModel(PortalDbContext db, WorkflowCases cases, WholeTrail trail, MailDesk mail, WorkingCalendars calendars, IReadOnlyList<BankHolidayList> holidays, TimeProvider clock) : PortalPage
{
    public Figures Shown { get; private set; } = null!;

    /// <summary>Where the bank holidays are from, and until when they are known.</summary>
    public IReadOnlyList<(string Nations, DateOnly KnownUntil, string Source, string Address, DateOnly TakenOn)> BankHolidays { get; private set; } = [];

    /// <summary>Nations whose bank holidays are not known for all of the next twelve months, in words.</summary>
    public IReadOnlyList<string> RunningOut { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var mails = await db.Set<OutgoingEmail>().GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var jobs = await db.Set<JobRequest>().GroupBy(j => j.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var counts = await cases.CountAsync(ct);
        var toSeeTo = await cases.ToSeeToAsync(ct);
        Shown = new Figures(
            mails, jobs,
            await db.StoredFiles.Kept().GroupBy(f => f.Safety).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct),
            CaseWords.States.ToDictionary(s => s, s => counts.Where(c => c.SubStatus == s).Sum(c => c.Cases)),
            toSeeTo.WithFailedStep,
            toSeeTo.InTrouble,
            await db.Set<PublishedWorkflow>().CountAsync(ct),
            await db.People.CountAsync(ct),
            await db.Posts.CountAsync(p => p.Holdings.Any(h => h.Until == null), ct),
            await db.Bodies.CountAsync(b => b.Kind == BodyKind.SafeguardingBoard, ct),
            await db.Bodies.CountAsync(b => b.Kind == BodyKind.LocalAuthority, ct),
            await trail.Entries(new AuditFilter(null, null, null, null, null, null)).CountAsync(ct),
            await db.Set<AuditCheck>().AsNoTracking().OrderByDescending(c => c.At).FirstOrDefaultAsync(ct),
            await db.StoredFiles.Harmed().CountAsync(ct),
            await db.Set<OutgoingEmail>().MaxAsync(m => m.SentAt, ct),
            await mail.PresentAsync(ct));
        RunningOut = [.. calendars.RunningOut(clock.Today()).Select(n => n.Words())];
        BankHolidays = [.. holidays.Select(l => (string.Join(" and ", l.Nations.Select(n => n.Words())), calendars.Of(l.Nations[0]).KnownUntil ?? default, l.Source, l.Address, l.TakenOn))];
        return null;
    }

    public sealed record Figures(
        IReadOnlyDictionary<EmailState, int> Mails,
        IReadOnlyDictionary<JobState, int> Jobs,
        IReadOnlyDictionary<FileSafety, int> Files,
        IReadOnlyDictionary<string, int> Cases,
        int CasesWithFailedStep,
        int CasesInTrouble,
        int Definitions,
        int People,
        int HeldPosts,
        int Boards,
        int Authorities,
        int AuditEntries,
        AuditCheck? LastAudit,
        int HarmedFiles,
        DateTime? LastAccepted,
        MailDesk.PresentPause? Pause)
    {
        public int RefusedMails => Mails.GetValueOrDefault(EmailState.Refused);

        public int BouncedMails => Mails.GetValueOrDefault(EmailState.Bounced);

        public int FailedJobs => Jobs.GetValueOrDefault(JobState.Failed);

        public int HeldFiles => Files.GetValueOrDefault(FileSafety.Infected) + Files.GetValueOrDefault(FileSafety.Unscannable);

        public bool NothingToSeeTo => Pause is null && RefusedMails + BouncedMails + FailedJobs + CasesWithFailedStep + CasesInTrouble + HeldFiles + HarmedFiles + (LastAudit?.Faults ?? 0) == 0;
    }
}
