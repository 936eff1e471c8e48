using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Auditing;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Packs;

/// <summary>Giving a named person without an account a link to a pack, seeing what was done with the links, and taking one back.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class LinksModel(PortalDbContext db, PackLinks links, CurrentPerson me, TimeProvider clock) : ConfirmedPage<LinksModel.Form>
{
    /// <summary>Most links shown, newest first.</summary>
    public const int Most = 50;

    private const int MostActs = 1000;

    [BindProperty(SupportsGet = true)]
    public Id<EvidencePack> Id { get; set; }

    public string Body { get; private set; } = "";

    public bool IsComplete { get; private set; }

    public PackKind Kind { get; private set; }

    public IReadOnlyList<Row> Links { get; private set; } = [];

    protected override IValidator<Form> Rules => new Validator();

    public void OnGet() => Input = new Form { Until = clock.Today().AddDays(14) };

    public async Task<IActionResult> OnPostRevokeAsync(Id<PackLink> link, CancellationToken ct)
    {
        await links.RevokeAsync(link, ct);
        Notice("The link is taken back. Nobody can use it any more.");
        return Go("Links", new { id = Id });
    }

    protected override Task CheckAsync(CancellationToken ct)
    {
        links.RequireInTime(Input.Until!.Value);
        return Task.CompletedTask;
    }

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await links.IssueAsync(Id, new PackInvitation(Input.Name!.Trim(), Input.Email!.Trim(), Input.Purpose!.Trim(), Input.Until!.Value), ct);
        Notice($"The link is on its way to {Input.Name.Trim()}. It can be used until {Input.Until.Value.Words()}.");
        return Go("Links", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var pack = await db.Packs.AsNoTracking().Where(p => p.Id == Id)
            .Join(db.Bodies, p => p.BodyId, b => b.Id, (p, b) => new { p.BodyId, p.State, p.Kind, b.Name }).FirstOr404Async(ct);
        if (!me.Runs(pack.BodyId))
        {
            return NotFound();
        }

        (Body, IsComplete, Kind) = (pack.Name, pack.State == PackState.Complete, pack.Kind);
        return null;
    }

    protected override async Task PrepareAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var subject = Id.ToString();
        var acts = (await db.Set<AuditEntry>().AsNoTracking().Where(a => a.Subject == subject && PackLinksOfAnybody.Acts.Contains(a.Action) && a.Reason != null)
            .OrderByDescending(a => a.At).Take(MostActs).Select(a => new { a.Action, a.Reason, a.At }).ToListAsync(ct)).ToLookup(a => a.Reason!, a => (a.Action, a.At));
        Links = (await db.PackLinks.AsNoTracking().Where(l => l.PackId == Id).OrderByDescending(l => l.IssuedAt).ThenByDescending(l => l.Id).Take(Most)
                .Select(l => new
                {
                    Link = l,
                    For = db.People.Where(p => p.Id == l.PersonId).Select(p => new { p.Name, p.Email }).First(),
                    By = db.People.Where(p => p.Id == l.IssuedBy).Select(p => p.Name).First(),
                }).ToListAsync(ct))
            .ConvertAll(l => new Row(l.Link.Id, l.For.Name, l.For.Email, l.By, l.Link.Purpose, l.Link.IssuedAt, StateOf(l.Link, now), l.Link.IsOpen(now), [.. acts[PackLinksOfAnybody.ReasonOf(l.Link.Id)]]));
    }

    private static string StateOf(PackLink link, DateTime now) => link switch
    {
        { RevokedAt: { } revoked } => $"Taken back {revoked.Words()}",
        _ when link.IsOpen(now) => $"Open until {UkTime.LastDayBefore(link.ExpiresAt).Words()}",
        _ => "Over",
    };

    /// <summary>A link that was given.</summary>
    /// <param name="CanBeTakenBack">Whether it opens anything still.</param>
    /// <param name="Acts">What was done with it, newest first.</param>
    public sealed record Row(
        Id<PackLink> Id, string For, string Email, string By, string Purpose, DateTime At, string State, bool CanBeTakenBack, IReadOnlyList<(string Action, DateTime At)> Acts);

    public sealed record Form
    {
        public string? Name { get; init; }

        public string? Email { get; init; }

        public string? Purpose { get; init; }

        [Display(Name = "Last day")]
        public DateOnly? Until { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Name).NamesSomebody();
            RuleFor(f => f.Email).IsAnEmailAddress();
            RuleFor(f => f.Purpose).NotEmpty().WithMessage("Say what they need the pack for").MaximumLength(1000).WithMessage("The purpose must be 1,000 characters or fewer");
            RuleFor(f => f.Until).NotNull().WithMessage("Enter the last day on which the link can be used");
        }
    }
}
