using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Domain.SelfAssessments;
using Portal.Web.Files;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Reading;
using Portal.Web.Retention;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Evidence;

/// <summary>One item of a library: what it is, what it supports, what can be done with it.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class DetailsModel(
    PortalDbContext db, FrameworkLibrary frameworks, OpenCriteria openCriteria, LinkEvidence link, FilesToRead reading, PersonalDataSigns signs,
    WritingAccess access, DisposedItems disposed, RetentionPosts keeping, CurrentPerson me) : PortalPage
{
    /// <summary>The latest cycles: evidence for an older one is added from its own page.</summary>
    private const int MostLateTargets = 5;

    private IReadOnlyList<OpenCriterion> _open = [];

    [FromRoute]
    public Id<EvidenceItem> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public View Item { get; private set; } = null!;

    public IReadOnlyList<UseView> Uses { get; private set; } = [];

    /// <summary>All files it has had, newest first.</summary>
    public IReadOnlyList<VersionView> Versions { get; private set; } = [];

    /// <summary>Where it was added after submission: for good.</summary>
    public IReadOnlyList<LateUseView> LateUses { get; private set; } = [];

    /// <summary>Self-assessments that are submitted and locked, beside which the present person may put it.</summary>
    public IReadOnlyList<(Id<SelfAssessment> Id, string Title)> LateTargets { get; private set; } = [];

    public bool MayDescribe { get; private set; }

    public bool MayWithdraw { get; private set; }

    public bool MaySeeCustody { get; private set; }

    /// <summary>When, by whom and why it was disposed of; null while it is there.</summary>
    public DisposedOf? Disposed { get; private set; }

    /// <summary>Legal holds under which it is.</summary>
    public IReadOnlyList<LegalHold> Holds { get; private set; } = [];

    /// <summary>Whether the present person sees what is due for disposal, and proposals.</summary>
    public bool MaySeeRetention { get; private set; }

    public bool MayHold { get; private set; }

    /// <summary>The proposal to dispose of it that waits for a second person.</summary>
    public Id<Disposal>? Proposal { get; private set; }

    /// <summary>What became of reading it.</summary>
    public FileText? Text { get; private set; }

    public bool MayReadAgain { get; private set; }

    public IReadOnlyList<ShownSign> Signs { get; private set; } = [];

    /// <summary>Criteria it can be linked to, by self-assessment.</summary>
    public IEnumerable<SelectListItem> Targets => _open.Select(c => new SelectListItem($"{c.CriterionId} {c.Title} ({c.AssessmentTitle})", Value(c)));

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()) || TargetOf(Input.Target!) is not var (of, criterionId))
        {
            return Invalid();
        }

        // A criterion that was offered when the page was opened, and is open no more, is refused with the reason.
        await link.ToCriterionAsync(Id, of, criterionId, Input.Passage, ct);
        Notice($"Linked to {criterionId}.");
        return Go("Details", new { id = Id });
    }

    public async Task<IActionResult> OnPostUnlinkAsync(Id<EvidenceLink> linkId, CancellationToken ct)
    {
        await link.RemoveAsync(linkId, ct);
        Notice("The link was taken away. The item stays in the library.");
        return Go("Details", new { id = Id });
    }

    public async Task<IActionResult> OnPostConfirmAsync(Id<EvidenceLink> linkId, CancellationToken ct)
    {
        await link.ConfirmAsync(linkId, ct);
        Notice("The link holds for the present version of the file.");
        return Go("Details", new { id = Id });
    }

    public async Task<IActionResult> OnPostReadAgainAsync(CancellationToken ct)
    {
        CurrentPerson.Require(MayReadAgain, "Only those who add to this library can have a file read again, and only where reading it did not end well.");
        await reading.TryAgainAsync(Item.Sha256, ct);
        Notice("The file will be read again.");
        return Go("Details", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await (
            from e in db.EvidenceItems.AsNoTracking()
            where e.Id == Id
            join f in db.StoredFiles on e.FileSha256 equals f.Sha256
            join p in db.People on e.AddedBy equals p.Id
            join b in db.Bodies on e.BodyId equals b.Id
            select new { Item = e, f.Integrity, f.IntegritySince, f.CheckedAt, f.Size, f.ContentType, f.Safety, f.SafetyNote, f.SafetyFoundAt, Person = p.Name, Body = b.Name }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        var item = found.Item;
        Versions = await VersionsAsync(ct);
        var here = Versions.Max(v => v.AddedAt);
        Item = new View(
            item.BodyId, found.Body, item.Title, item.Kind, item.Describes, item.Shows, item.FileName, found.Size,
            item.FileSha256, found.Person, item.AddedAt, item.WithdrawnAt, item.WithdrawnReason,
            found.Safety, found.SafetyNote, NotBefore(here, found.SafetyFoundAt), item.FileVersion, item.EffectiveOn, item.ReviewOn, item.Owner, item.Marking,
            found.ContentType == AcceptedTypes.Email.ContentType, AcceptedTypes.DrawnContentTypes.Contains(found.ContentType),
            found.Integrity == FileIntegrity.Whole && found.CheckedAt < here ? FileIntegrity.NotChecked : found.Integrity,
            NotBefore(here, found.IntegritySince), found.CheckedAt < here ? null : found.CheckedAt);
        _open = item.WithdrawnAt is null && !Quarantine.IsFinal(found.Safety) && me.AddsEvidenceTo(item.BodyId) ? await openCriteria.OfAsync(item.BodyId, ct) : [];
        Uses = await UsesAsync(ct);
        LateUses = await db.LateAdditions.AsNoTracking().Where(l => l.EvidenceItemId == Id).OrderBy(l => l.AddedAt)
            .Select(l => new LateUseView(l.SelfAssessmentId, l.CriterionId, l.AddedByName, l.AddedAt)).ToListAsync(ct);
        LateTargets = item.WithdrawnAt is null && me.Runs(item.BodyId) ? await LateTargetsAsync(item.BodyId, ct) : [];
        if (item.DisposedAt is null)
        {
            Text = await db.Set<FileText>().AsNoTracking().FirstOrDefaultAsync(t => t.Sha256 == item.FileSha256, ct);
            MayReadAgain = Text?.State.MayEndBetter() == true && me.AddsEvidenceTo(item.BodyId);
            Signs = await signs.OfAsync(item.FileSha256, ct);
        }

        await LoadRetentionAsync(item, ct);
        MaySeeCustody = CustodyModel.IsFor(me, item.BodyId, item.AddedBy);
        MayDescribe = item.WithdrawnAt is null && me.AddsEvidenceTo(item.BodyId);
        MayWithdraw = item.WithdrawnAt is null && Uses.All(u => u.IsSettled) && WithdrawEvidence.MayBy(me, item);
        return null;
    }

    private async Task LoadRetentionAsync(EvidenceItem item, CancellationToken ct)
    {
        Disposed = (await disposed.AmongAsync([Id], ct)).GetValueOrDefault(Id);
        Holds = await db.Set<LegalHold>().AsNoTracking().Where(h => h.BodyId == item.BodyId && h.ReleasedAt == null && (h.EvidenceItemId == null || h.EvidenceItemId == Id))
            .OrderBy(h => h.PlacedAt).ToListAsync(ct);
        Proposal = item.DisposedAt is null ? item.DisposalId : null;
        MaySeeRetention = keeping.MayRead(item.BodyId);
        MayHold = item.DisposedAt is null && keeping.MayKeep(item.BodyId);
    }

    private async Task<IReadOnlyList<(Id<SelfAssessment>, string)>> LateTargetsAsync(Id<Body> body, CancellationToken ct)
    {
        var targets = new List<(Id<SelfAssessment>, string)>();
        foreach (var assessment in await db.SelfAssessments.AsNoTracking()
            .Where(a => a.BodyId == body && a.Status == SelfAssessmentStatus.Submitted).OrderByDescending(a => a.SubmittedAt).Take(MostLateTargets).ToListAsync(ct))
        {
            var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
            targets.Add((assessment.Id, OpenCriteria.TitleOf(framework.ShortTitle, assessment)));
        }

        return targets;
    }

    private async Task<IReadOnlyList<UseView>> UsesAsync(CancellationToken ct)
    {
        var links = await db.EvidenceLinks.AsNoTracking().Where(l => l.EvidenceItemId == Id)
            .Join(db.SelfAssessments, l => l.SelfAssessmentId, a => a.Id, (l, a) => new { Link = l, Of = a })
            .OrderByDescending(u => u.Of.OpenedAt).ThenBy(u => u.Link.CriterionId).ToListAsync(ct);
        var shares = await access.SharesAsync([.. links.Select(l => l.Of).DistinctBy(a => a.Id)], ct);
        var uses = new List<UseView>();
        foreach (var use in links)
        {
            var framework = await frameworks.GetAsync(use.Of.FrameworkCode, use.Of.FrameworkVersion, ct);
            var asked = framework.FindCriterion(use.Link.CriterionId);
            uses.Add(new UseView(
                use.Link.Id, use.Of.Id, OpenCriteria.TitleOf(framework.ShortTitle, use.Of), use.Link.CriterionId,
                asked?.Title ?? "", use.Link.Passage,
                asked is not null && (me.ReadsAllOf(use.Of.BodyId) || shares[use.Of.Id].MayAnswer(framework.JudgementOf(asked.Id).Code, asked.Id)),
                _open.Any(c => c.Of == use.Of.Id && c.CriterionId == use.Link.CriterionId),
                use.Link.FileVersion,
                use.Of.Status is SelfAssessmentStatus.Submitted or SelfAssessmentStatus.Withdrawn));
        }

        return uses;
    }

    private async Task<IReadOnlyList<VersionView>> VersionsAsync(CancellationToken ct) => await db.Set<EvidenceVersion>().Where(v => v.EvidenceItemId == Id)
        .Join(db.StoredFiles, v => v.FileSha256, f => f.Sha256, (v, f) => new { Version = v, f.Size, f.Safety })
        .Join(db.People, v => v.Version.AddedBy, p => p.Id, (v, p) => new { v.Version, v.Size, v.Safety, p.Name })
        .OrderByDescending(v => v.Version.Number)
        .Select(v => new VersionView(v.Version.Number, v.Version.FileName, v.Version.Changed, v.Name, v.Version.AddedAt, v.Size, v.Safety)).ToListAsync(ct);

    internal static (Id<SelfAssessment> Of, string CriterionId)? TargetOf(string value) =>
        value.Split('/') is [var of, var criterion] && Id<SelfAssessment>.TryParse(of, null, out var id) ? (id, criterion) : null;

    /// <summary>A file is kept once for all libraries: what was found of it before this one had it would tell that another has it too.</summary>
    private static DateTime? NotBefore(DateTime here, DateTime? found) => found < here ? here : found;

    private static string Value(OpenCriterion criterion) => $"{criterion.Of}/{criterion.CriterionId}";

    public sealed record View(
        Id<Body> BodyId, string Body, string Title, EvidenceKind Kind, DateOnly Describes, string Shows, string FileName, long Size,
        string Sha256, string AddedBy, DateTime AddedAt, DateTime? WithdrawnAt, string? WithdrawnReason,
        FileSafety Safety, string? SafetyNote, DateTime? SafetyFoundAt, int FileVersion, DateOnly? EffectiveOn, DateOnly? ReviewOn, string? Owner,
        SecurityMarking Marking, bool IsEmail, bool IsDrawn, FileIntegrity Integrity, DateTime? IntegritySince, DateTime? CheckedAt);

    /// <summary>A file it has, or had.</summary>
    public sealed record VersionView(int Number, string FileName, string? Changed, string AddedBy, DateTime AddedAt, long Size, FileSafety Safety);

    /// <summary>A criterion that the item supports.</summary>
    /// <param name="MayRead">Whether the answer is for the present person to read.</param>
    /// <param name="FileVersion">The version of the file for which the link was made.</param>
    /// <param name="IsSettled">True where the self-assessment can change no more.</param>
    public sealed record UseView(
        Id<EvidenceLink> Link, Id<SelfAssessment> Of, string Assessment, string CriterionId, string CriterionTitle, string? Passage, bool MayRead, bool MayUnlink,
        int FileVersion, bool IsSettled);

    /// <summary>A submitted self-assessment beside which it was put late.</summary>
    public sealed record LateUseView(Id<SelfAssessment> Of, string CriterionId, string By, DateTime At);

    public sealed record Form
    {
        /// <summary>Self-assessment and criterion.</summary>
        public string? Target { get; init; }

        public string? Passage { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Target).Must(t => t is not null && TargetOf(t) is not null).WithMessage("Choose a criterion");
            RuleFor(f => f.Passage).MaximumLength(LinkModel.LongestPassage)
                .WithMessage($"The page or passage must be {LinkModel.LongestPassage} characters or less");
        }
    }
}
