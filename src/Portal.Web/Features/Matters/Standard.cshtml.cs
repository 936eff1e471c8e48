using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Writing;

namespace Portal.Web.Features.Matters;

/// <summary>One line of an agency's return: the agency answers, scores itself and links its evidence; the board gives the moderated score beside it.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class StandardModel(PortalDbContext db, ReturnReader reader, WriteReturn write, Presence presence, CurrentPerson me, TimeProvider clock) : WritingPage<AnswerText>(me, clock)
{
    private const int MostCharacters = 100_000;

    /// <summary>Of a large library the items that came last are offered.</summary>
    private const int MostOffered = 200;

    [BindProperty(SupportsGet = true)]
    public Id<Matter> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Post> Post { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Criterion { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    [BindProperty]
    public LinkForm Linked { get; set; } = new();

    [BindProperty]
    public ModerationForm Moderated { get; set; } = new();

    public ShownReturn Shown { get; private set; } = null!;

    public Criterion Asked { get; private set; } = null!;

    public JudgementArea Area { get; private set; } = null!;

    /// <summary>What the agency says; null where it has said nothing.</summary>
    public ReturnedAnswer? Answer { get; private set; }

    public string WrittenBy { get; private set; } = "";

    /// <summary>The evidence behind what the agency says.</summary>
    public IReadOnlyList<EvidenceRow> Evidence { get; private set; } = [];

    /// <summary>Items of the board's library that can be linked.</summary>
    public IReadOnlyList<SelectListItem> Library { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Scores { get; private set; } = [];

    /// <summary>The next line; null after the last.</summary>
    public string? Next { get; private set; }

    public void OnGet()
    {
        Input = Form.Of(Answer?.Text ?? AnswerText.Empty, Answer?.Version ?? 0);
        Moderated = new ModerationForm { Grade = Answer?.Moderation?.Grade, Reason = Answer?.Moderation?.Reason };
    }

    protected override int BasedOn => Input.BasedOn;

    protected override AnswerText Typed => Input.Text();

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveFormAsync(nameof(Form.Know), "Saved", OnTo(), ct);

    public async Task<IActionResult> OnPostLinkAsync(CancellationToken ct)
    {
        if (!Valid(Linked, new LinkValidator(Library), nameof(Linked)))
        {
            return Again();
        }

        await write.LinkAsync(Id, Post, Criterion, Id<EvidenceItem>.Parse(Linked.Item!, null), Linked.Passage, ct);
        Notice("Linked.");
        return Here();
    }

    public async Task<IActionResult> OnPostUnlinkAsync(Id<ReturnedEvidence> link, CancellationToken ct)
    {
        await write.UnlinkAsync(Id, Post, Criterion, link, ct);
        Notice("The link was taken away. The item stays in the library.");
        return Here();
    }

    public async Task<IActionResult> OnPostModerateAsync(CancellationToken ct)
    {
        if (!Valid(Moderated, new ModerationValidator(), nameof(Moderated)))
        {
            return Again();
        }

        await write.ModerateAsync(Id, Post, Criterion, Moderated.Grade!, Moderated.Reason, ct);
        Notice($"{Criterion}: the moderated score is saved beside the agency’s own.");
        return OnTo();
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, Post, ct);
        if (Shown.Framework.FindCriterion(Criterion) is not { } asked)
        {
            return NotFound();
        }

        Asked = asked;
        Criterion = asked.Id;
        Area = Shown.Framework.JudgementOf(asked.Id);
        Answer = Shown.Answers.GetValueOrDefault(asked.Id);
        Scores = [.. Shown.Framework.Scale.Select(g => new SelectListItem(g.Label, g.Code))];
        Next = Shown.Framework.Criteria.SkipWhile(c => c.Id != asked.Id).Skip(1).FirstOrDefault()?.Id;
        if (Answer is { WrittenBy: var writer })
        {
            WrittenBy = await db.People.Where(p => p.Id == writer).Select(p => p.Name).SingleAsync(ct);
        }

        MayWrite = Shown.MayAnswer;
        Evidence = await db.Set<ReturnedEvidence>().Where(l => l.MatterId == Id && l.PostId == Post && l.CriterionId == asked.Id)
            .Join(db.EvidenceItems, l => l.EvidenceItemId, e => e.Id, (l, e) => new { Link = l, Item = e }).OrderBy(l => l.Link.LinkedAt).ThenBy(l => l.Link.Id)
            .Select(l => new EvidenceRow(l.Link.Id, l.Item.Id, l.Item.Title, l.Link.Passage, l.Item.DisposedAt != null)).ToListAsync(ct);
        if (MayWrite)
        {
            var body = Shown.Of.Matter.BodyId;
            Library = [.. (await db.EvidenceItems.Where(e => e.BodyId == body && e.WithdrawnAt == null).OrderByDescending(e => e.AddedAt).ThenBy(e => e.Id).Take(MostOffered)
                .Select(e => new { e.Id, e.Title, e.FileName }).ToListAsync(ct)).Select(e => new SelectListItem($"{e.Title} ({e.FileName})", e.Id.ToString()))];
        }

        return null;
    }

    protected override bool TypedIsValid() => Valid(Input, new Validator());

    protected override Task<SaveOutcome<AnswerText>> SaveAsync(AnswerText text, int basedOn, CancellationToken ct) => write.AnswerAsync(Id, Post, Criterion, text, basedOn, ct);

    protected override Task<SaveOutcome<AnswerText>> CompareAsync(AnswerText text, int basedOn, CancellationToken ct) => write.CompareAsync(Id, Post, Criterion, text, basedOn, ct);

    protected override Task<IReadOnlyList<string>> MeetAsync(CancellationToken ct)
    {
        var here = db.Set<ReturnWriter>().Where(w => w.MatterId == Id && w.PostId == Post && w.CriterionId == Criterion);
        return presence.MeetAsync(here, here, now => ReturnWriter.At(Shown.Of.Matter, (Post, Criterion), Me.Id, now), ct);
    }

    protected override void Fill(AnswerText text, int version) => Input = Form.Of(text, version);

    protected override IReadOnlyList<SaidText> Read(AnswerText text) => ReturnWords.Read(text, Shown.Framework);

    /// <summary>The page again, with the text as it is saved beside the form that was refused.</summary>
    private PageResult Again()
    {
        Input = Form.Of(Answer?.Text ?? AnswerText.Empty, Answer?.Version ?? 0);
        return Invalid();
    }

    private RedirectToPageResult Here() => Go("Standard", new { id = Id, post = Post, criterion = Criterion });

    private RedirectToPageResult OnTo() => Next is null ? Go("Return", new { id = Id, post = Post }) : Go("Standard", new { id = Id, post = Post, criterion = Next });

    public sealed record Form
    {
        public string? Know { get; init; }

        public string? HowKnown { get; init; }

        public string? Difference { get; init; }

        public string? Next { get; init; }

        public string? SelfGrade { get; init; }

        /// <summary>The version the writer was shown.</summary>
        public int BasedOn { get; init; }

        internal static Form Of(AnswerText text, int version) => new()
        {
            Know = text.Know,
            HowKnown = text.HowKnown,
            Difference = text.Difference,
            Next = text.Next,
            SelfGrade = text.SelfGrade,
            BasedOn = version,
        };

        internal AnswerText Text() => new(Know ?? "", HowKnown ?? "", Difference ?? "", Next ?? "", string.IsNullOrEmpty(SelfGrade) ? null : SelfGrade);
    }

    /// <summary>An item that stands behind what the agency says.</summary>
    public sealed record EvidenceRow(Id<ReturnedEvidence> Link, Id<EvidenceItem> Id, string Title, string? Passage, bool IsDisposed);

    public sealed record LinkForm
    {
        public string? Item { get; init; }

        public string? Passage { get; init; }
    }

    public sealed class LinkValidator : AbstractValidator<LinkForm>
    {
        /// <summary>As on a link to a criterion.</summary>
        private const int LongestPassage = 200;

        public LinkValidator(IReadOnlyList<SelectListItem> library)
        {
            RuleFor(f => f.Item).Must(e => library.Any(i => i.Value == e)).WithMessage("Choose an item of evidence");
            RuleFor(f => f.Passage).MaximumLength(LongestPassage).WithMessage($"The page or passage must be {LongestPassage} characters or less");
        }
    }

    public sealed record ModerationForm
    {
        public string? Grade { get; init; }

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Know).MaximumLength(MostCharacters).WithMessage("It must be 100,000 characters or fewer");
            RuleFor(f => f.HowKnown).MaximumLength(MostCharacters).WithMessage("It must be 100,000 characters or fewer");
            RuleFor(f => f.Difference).MaximumLength(MostCharacters).WithMessage("It must be 100,000 characters or fewer");
            RuleFor(f => f.Next).MaximumLength(MostCharacters).WithMessage("It must be 100,000 characters or fewer");
        }
    }

    public sealed class ModerationValidator : AbstractValidator<ModerationForm>
    {
        public ModerationValidator()
        {
            RuleFor(f => f.Grade).NotEmpty().WithMessage("Choose the moderated score");
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why this is the moderated score").MaximumLength(4000).WithMessage("The reason must be 4,000 characters or fewer");
        }
    }
}
