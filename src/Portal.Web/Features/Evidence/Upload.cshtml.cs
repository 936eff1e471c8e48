using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Files;
using Portal.Web.Files.Uploads;
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
    PortalDbContext db, FrameworkLibrary frameworks, Library library, UploadReader reader, FileLimits limits, OwnUploads uploads, ArrivedFiles arrivedFiles,
    AddEvidence add, LinkEvidence link, WritingAccess access, CurrentPerson me) : PortalPage
{
    private readonly List<AddedEvidence> _added = [];
    private readonly List<AddedEvidence> _alreadyThere = [];
    private readonly List<AddedEvidence> _linked = [];

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

    public string MostBytes => ByteCount.InWords(limits.MostBytes);

    public long MostBytesOfAPart => limits.MostBytesOfAPart;

    /// <summary>What is wrong with the files, one sentence for each; null when nothing is.</summary>
    public string? FileErrors => ModelState["Input.Files"]?.Errors is { Count: > 0 } errors ? string.Join(" ", errors.Select(e => e.ErrorMessage)) : null;

    /// <summary>Files of the person that have arrived, by uploading or with a form that had to be sent back, and are not described yet.</summary>
    public ArrivedList Files { get; private set; } = ArrivedList.Empty;

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

        var chosen = Files.Arrived.Where(f => Input.Received.Contains(f.Id)).ToList();
        if (chosen.Count < Input.Received.Count)
        {
            ModelState.AddModelError("Input.Files", "A file that arrived before is no longer at hand. Select it again");
        }

        if (chosen.Count + form.Files.Count == 0 && ModelState.IsValid)
        {
            ModelState.AddModelError("Input.Files", "Select a file");
        }

        Valid(Input, new Validator());
        if (ModelState.Any(entry => entry.Key != "Input.Files" && entry.Value?.Errors.Count > 0))
        {
            await KeepAsync(form, ct);
            return Invalid();
        }

        await AddAsync(chosen, form.Files, ct);
        await LoadArrivedAsync(ct);
        if (!ModelState.IsValid)
        {
            return Invalid();
        }

        return _alreadyThere.Count > 0 ? Duplicates() : Done();
    }

    /// <summary>Nobody uploads a file twice because the form was sent back.</summary>
    private async Task KeepAsync(UploadedForm form, CancellationToken ct)
    {
        foreach (var file in form.Files.DistinctBy(f => (f.Name, f.Content.Sha256)))
        {
            await OrRefusedAsync(async () => Input.Received.Add((await uploads.TakeInAsync(Body!.Value, file, ct)).Id));
        }

        await LoadArrivedAsync(ct);
    }

    private async Task AddAsync(List<ArrivedFile> arrived, IReadOnlyList<ExaminedFile> withForm, CancellationToken ct)
    {
        var several = arrived.Count + withForm.Count > 1;
        foreach (var file in arrived)
        {
            await OrRefusedAsync(async () => await TakenAsync(await add.UploadedAsync(file.Id, Described(file.Name), ct), ct));
        }

        foreach (var file in withForm)
        {
            if (await OrRefusedAsync(async () => await TakenAsync(await add.ReceivedAsync(Body!.Value, Described(file.Name), file.Name, file, ct), ct)) == FileRefusal.StoreAway)
            {
                Input.Received.Add((await uploads.TakeInAsync(Body!.Value, file, ct)).Id);
            }
        }

        EvidenceDescription Described(string name)
        {
            var title = EvidenceTitle.Of(name);
            return several ? Input.Described(title) with { Title = title } : Input.Described(title);
        }
    }

    /// <returns>Why a file was refused, where it was; its words stand beside the field.</returns>
    private async Task<FileRefusal?> OrRefusedAsync(Func<Task> take)
    {
        try
        {
            await take();
            return null;
        }
        catch (FileRefused refused)
        {
            if (!(ModelState["Input.Files"]?.Errors.Any(e => e.ErrorMessage == refused.Message) ?? false))
            {
                ModelState.AddModelError("Input.Files", refused.Message);
            }

            return refused.Refusal;
        }
    }

    private async Task TakenAsync(AddedEvidence item, CancellationToken ct)
    {
        if (!item.AlreadyThere)
        {
            _added.Add(item);
            await LinkAsync(item, ct);
        }
        else if (For is not null)
        {
            await LinkAsync(item, ct);
            _linked.Add(item);
        }
        else if (_added.TrueForAll(a => a.Id != item.Id) && _alreadyThere.TrueForAll(a => a.Id != item.Id))
        {
            _alreadyThere.Add(item);
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
            ModelState.AddModelError("Input.Files", $"The same file is already in your library as “{item.Title}”. Use that item instead.");
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private IActionResult Done()
    {
        var where = CriterionTitle is null ? "to the library" : $"and linked to {CriterionId}";
        var already = string.Concat(_linked.Select(item => $" The file of “{item.Title}” was in the library already: that item was linked to {CriterionId}, and nothing was stored twice."));
        if (_added.Count > 1)
        {
            Notice($"{_added.Count} files were added {where}. Check what is said about each.{already}");
            return RedirectToPage("Describe", new { item = _added.Select(a => a.Id.ToString()).ToArray(), @for = For, criterion = CriterionId });
        }

        Notice(_added is [var only] ? $"“{only.Title}” was added {where}.{already}" : already.TrimStart());
        return For is { } of && Url.Answer(of, CriterionId!) is { } answer ? LocalRedirect(answer) : Go("Details", new { id = _added[0].Id });
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
        if (BodyName is null)
        {
            return NotFound();
        }

        if (!me.AddsEvidenceTo(body))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await LoadArrivedAsync(ct);
        return null;
    }

    /// <summary>All that has arrived is to be added, unless the person said otherwise.</summary>
    private async Task LoadArrivedAsync(CancellationToken ct) =>
        Files = await arrivedFiles.OfAsync(Body!.Value, HttpMethods.IsPost(Request.Method) ? Input.Received : null, ct);

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
        /// <summary>Files that arrived before the form, and are to be added.</summary>
        public IList<Id<FileUpload>> Received { get; init; } = [];

        public string? Passage { get; init; }
    }

    public sealed class Validator : DescriptionForm.Rules<Form>
    {
        public Validator() : base(titleNeeded: false) =>
            RuleFor(f => f.Passage).MaximumLength(LinkModel.LongestPassage).WithMessage($"The page or passage must be {LinkModel.LongestPassage} characters or less");
    }
}
