using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>Opening a matter of one kind: what is asked, of whom, by when. Checked before it is opened.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class OpenModel(PortalDbContext db, MatterKinds kinds, OpenMatter open, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public string Kind { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    public MatterKind Opened { get; private set; } = null!;

    /// <summary>True while what was entered is shown to be checked.</summary>
    public bool Checking { get; private set; }

    public IReadOnlyList<SelectListItem> Bodies { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Posts { get; private set; } = [];

    public string BodyName => Bodies.FirstOrDefault(b => b.Value == Input.Body)?.Text ?? "";

    public IEnumerable<string> AskedNames => Posts.Where(p => Input.Asked.Contains(p.Value)).Select(p => p.Text);

    public void OnGet() => Input = new Form { Body = Bodies.Count == 1 ? Bodies[0].Value : null };

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await open.CheckAsync(Wish(), ct);
        Checking = true;
        Input = Input with { Key = Input.Key ?? Id<Matter>.New().ToString() };
        ModelState.Remove("Input.Key");
        return Page();
    }

    public IActionResult OnPostChange() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var id = await open.ForAsync(Wish(), ct);
        Notice("It is open, and those who are asked have it in their inbox.");
        return Go("Details", new { id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if ((await kinds.OfferedAsync(ct)).FirstOrDefault(k => k.Id == Kind) is not { } kind)
        {
            return NotFound();
        }

        Opened = kind;
        var mine = me.Posts.Where(p => kind.StartedBy.Contains(p.Role)).DistinctBy(p => p.BodyId).ToList();
        var ids = mine.ConvertAll(p => p.BodyId);
        var fitting = await db.Bodies.Where(b => ids.Contains(b.Id) && kind.Bodies.Contains(b.Kind)).Select(b => b.Id).ToListAsync(ct);
        Bodies = [.. mine.Where(p => fitting.Contains(p.BodyId)).Select(p => new SelectListItem(p.BodyName, p.BodyId.ToString()))];
        if (Bodies.Count == 0)
        {
            return NotFound();
        }

        Posts = kind.Asks == Asks.None ? [] : await PostsAsync(fitting, ct);
        return null;
    }

    private async Task<IReadOnlyList<SelectListItem>> PostsAsync(IReadOnlyList<Id<Body>> bodies, CancellationToken ct) => await open.Askable(bodies)
        .OrderBy(p => p.Title).ThenBy(p => p.Id).Take(500)
        .Select(p => new SelectListItem(
            p.Title + ", " + db.Bodies.Where(b => b.Id == p.BodyId).Select(b => b.Name).First()
                + " (" + (db.People.Where(h => p.Holdings.Any(x => x.PersonId == h.Id && x.Until == null)).Select(h => h.Name).FirstOrDefault() ?? "vacant") + ")",
            p.Id.ToString()))
        .ToListAsync(ct);

    private MatterWish Wish() => new(
        Kind,
        Id<Body>.TryParse(Input.Body, null, out var body) ? body : throw new NotFound(),
        Input.Title,
        Input.Details,
        Input.Day!.Value,
        [.. Input.Asked.Select(p => Id<Post>.TryParse(p, null, out var post) ? post : (Id<Post>?)null).OfType<Id<Post>>()],
        Id<Matter>.TryParse(Input.Key, null, out var key) ? key : null);

    public sealed record Form
    {
        /// <summary>Made by the check, so that a form sent twice opens one matter.</summary>
        public string? Key { get; init; }

        public string? Body { get; init; }

        public string? Title { get; init; }

        public string? Details { get; init; }

        public IList<string> Asked { get; init; } = [];

        [Display(Name = "Date")]
        public DateOnly? Day { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Body).NotEmpty().WithMessage("Choose the board or authority");
            RuleFor(f => f.Title).NotEmpty().WithMessage("Say in a few words what it is about")
                .MaximumLength(Matter.LongestTitle).WithMessage($"The title must be {Matter.LongestTitle} characters or fewer");
            RuleFor(f => f.Details).NotEmpty().WithMessage("Say what is asked, and why")
                .MaximumLength(Matter.LongestDetails).WithMessage("It must be 4,000 characters or fewer");
            RuleFor(f => f.Day).NotNull().WithMessage("Enter the date");
        }
    }
}
