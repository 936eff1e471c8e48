using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Files;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>Adding one or many files to a library, from a criterion also linked to it. The form is read as it arrives, see <see cref="UploadReader"/>.</summary>
[Authorize(Policies.AssessedBody)]
[NoFormBinding]
[IgnoreAntiforgeryToken] // The token is checked by UploadReader, before the first file.
[DisableRequestSizeLimit] // UploadReader keeps UploadLimits itself, so that a form over the limit is explained, not cut off.
public sealed class UploadModel(
    PortalDbContext db, FrameworkLibrary frameworks, Library library, UploadReader reader, FileChecks checks, ReceivedFiles receipts,
    AddEvidence add, LinkEvidence link, WritingAccess access, CurrentPerson me) : PortalPage
{
    private readonly List<AddedEvidence> _added = [];
    private readonly List<AddedEvidence> _alreadyThere = [];

    [FromQuery(Name = "body")]
    public Id<Body>? Body { get; set; }

    [FromQuery(Name = "for")]
    public Id<SelfAssessment>? For { get; set; }

    [FromQuery(Name = "criterion")]
    public string? CriterionId { get; set; }

    public Form Input { get; private set; } = new();

    public string BodyName { get; private set; } = "";

    /// <summary>Null where the evidence is added to the library alone.</summary>
    public string? CriterionTitle { get; private set; }

    public string MostBytes => ByteCount.InWords(checks.MostBytes);

    /// <summary>What is wrong with the files, one sentence for each; null when nothing is.</summary>
    public string? FileErrors => ModelState["Input.Files"]?.Errors is { Count: > 0 } errors ? string.Join(" ", errors.Select(e => e.ErrorMessage)) : null;

    /// <summary>Files that arrived with a form that had to be sent back.</summary>
    public IReadOnlyList<ReceivedFile> Received { get; private set; } = [];

    /// <summary>Added although other files of the same form were refused.</summary>
    public IReadOnlyList<AddedEvidence> Added => _added;

    /// <summary>Items which hold the same file as one that was offered.</summary>
    public IReadOnlyList<AddedEvidence> AlreadyThere => _alreadyThere;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            using var form = await reader.ReadAsync(HttpContext, ct);
            await TryUpdateModelAsync(Input, nameof(Input), new FormValueProvider(BindingSource.Form, form.Fields, CultureInfo.CurrentCulture));
            return await TakeAsync(form, ct);
        }
        catch (Exception refused) when (refused is BadHttpRequestException or AntiforgeryValidationException)
        {
            return BadRequest();
        }
    }

    private async Task<IActionResult> TakeAsync(UploadedForm form, CancellationToken ct)
    {
        foreach (var refusal in form.Refusals)
        {
            ModelState.AddModelError("Input.Files", refusal);
        }

        var opened = Input.Received.Select(seal => receipts.Open(Body!.Value, seal)).ToList();
        if (opened.Contains(null))
        {
            ModelState.AddModelError("Input.Files", "A file that arrived before is no longer at hand. Select it again");
        }

        var kept = form.Files.Select(file => receipts.Of(Body!.Value, file.Name, checks.Keep(file)));
        var received = opened.OfType<ReceivedFile>().Concat(kept).DistinctBy(file => (file.Name, file.File.Content.Sha256)).ToList();
        if (received.Count == 0 && ModelState.IsValid)
        {
            ModelState.AddModelError("Input.Files", "Select a file");
        }

        Valid(Input, new Validator());
        if (ModelState.Any(entry => entry.Key != "Input.Files" && entry.Value?.Errors.Count > 0))
        {
            Received = received;
            return Invalid();
        }

        await AddAsync(received, ct);
        if (!ModelState.IsValid)
        {
            return Invalid();
        }

        return _alreadyThere.Count > 0 ? Duplicates() : Done();
    }

    private async Task AddAsync(List<ReceivedFile> received, CancellationToken ct)
    {
        foreach (var file in received)
        {
            var title = EvidenceTitle.Of(file.Name);
            var description = received.Count == 1 ? Input.Described(title) : Input.Described(title) with { Title = title };
            var item = await add.ReceivedAsync(Body!.Value, description, file.Name, file.File, ct);
            if (!item.AlreadyThere)
            {
                _added.Add(item);
                await LinkAsync(item, ct);
            }
            else if (_added.TrueForAll(a => a.Id != item.Id))
            {
                _alreadyThere.Add(item);
            }
        }
    }

    private async Task LinkAsync(AddedEvidence item, CancellationToken ct)
    {
        if (For is not { } of || CriterionId is null)
        {
            return;
        }

        try
        {
            await link.ToCriterionAsync(item.Id, of, CriterionId, Input.Passage, ct);
        }
        catch (RuleBroken broken)
        {
            // The assessment was closed while the files were on their way: they are in the library all the same.
            ModelState.AddModelError("Input.Files", $"“{item.Title}” was added but not linked. {broken.Message}");
        }
    }

    private PageResult Duplicates()
    {
        foreach (var item in _alreadyThere)
        {
            ModelState.AddModelError("Input.Files", $"The same file is already in the library as “{item.Title}”. Use that item instead.");
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private IActionResult Done()
    {
        var where = CriterionTitle is null ? "to the library" : $"and linked to {CriterionId}";
        if (_added is not [var only])
        {
            Notice($"{_added.Count} files were added {where}. Check what is said about each.");
            return RedirectToPage("Describe", new { item = _added.Select(a => a.Id.ToString()).ToArray(), @for = For, criterion = CriterionId });
        }

        Notice($"“{only.Title}” was added {where}.");
        return For is { } of && Url.Answer(of, CriterionId!) is { } answer ? LocalRedirect(answer) : Go("Details", new { id = only.Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || (For is null) != (CriterionId is null))
        {
            return NotFound();
        }

        if (For is { } of && await ForCriterionAsync(of, ct) is { } instead)
        {
            return instead;
        }

        var libraries = await library.BodiesAsync(ct);
        var own = libraries.Where(b => me.AddsEvidenceTo(b.Id)).ToList();
        Body ??= own is [var only] ? only.Id : null;
        if (Body is not { } body)
        {
            return Go("Index");
        }

        BodyName = libraries.FirstOrDefault(b => b.Id == body).Name;
        return BodyName is null ? NotFound() : me.AddsEvidenceTo(body) ? null : StatusCode(StatusCodes.Status403Forbidden);
    }

    private async Task<IActionResult?> ForCriterionAsync(Id<SelfAssessment> of, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == of, ct);
        if (assessment is null || (Body is not null && Body != assessment.BodyId))
        {
            return NotFound();
        }

        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        if (framework.FindCriterion(CriterionId!) is not { } criterion)
        {
            return NotFound();
        }

        Body = assessment.BodyId;
        CriterionTitle = criterion.Title;
        return await access.MayAnswerAsync(assessment, framework.JudgementOf(criterion.Id).Code, criterion.Id, ct)
            ? null : StatusCode(StatusCodes.Status403Forbidden);
    }

    public sealed record Form : DescriptionForm
    {
        /// <summary>Seals of files that arrived with an earlier sending of the form.</summary>
        public IList<string> Received { get; init; } = [];

        public string? Passage { get; init; }
    }

    public sealed class Validator : DescriptionForm.Rules<Form>
    {
        public Validator() : base(titleNeeded: false) =>
            RuleFor(f => f.Passage).MaximumLength(LinkModel.LongestPassage).WithMessage($"The page or passage must be {LinkModel.LongestPassage} characters or less");
    }
}
