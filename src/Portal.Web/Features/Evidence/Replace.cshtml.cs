using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Files;
using Portal.Web.Files.Uploads;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>Adding a new version of the file of an item, with what changed. The form is read as it arrives, see <see cref="UploadReader"/>.</summary>
[Authorize(Policies.AssessedBody)]
[NoFormBinding]
[IgnoreAntiforgeryToken] // The token is checked by UploadReader, before the first file.
[DisableRequestSizeLimit] // UploadReader keeps UploadLimits itself, so that a form over the limit is explained, not cut off.
public sealed class ReplaceModel(
    PortalDbContext db, UploadReader reader, FileLimits limits, OwnUploads uploads, ArrivedFiles arrived, ReplaceFile replace, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public Id<EvidenceItem> Id { get; set; }

    public Form Input { get; private set; } = new();

    public string Title { get; private set; } = "";

    public Id<Body> Body { get; private set; }

    public string MostBytes => ByteCount.InWords(limits.MostBytes);

    public long MostBytesOfAPart => limits.MostBytesOfAPart;

    /// <summary>What is wrong with the file; null when nothing is.</summary>
    public string? FileErrors => ModelState["Input.Files"]?.Errors is { Count: > 0 } errors ? string.Join(" ", errors.Select(e => e.ErrorMessage)) : null;

    /// <summary>Files of the person that have arrived for this library. None is ticked before the person says which it is.</summary>
    public ArrivedList Files { get; private set; } = ArrivedList.Empty;

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

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var item = await db.EvidenceItems.AsNoTracking().FirstOrDefaultAsync(e => e.Id == Id, ct);
        if (item is null || item.WithdrawnAt is not null)
        {
            return NotFound();
        }

        if (!me.AddsEvidenceTo(item.BodyId))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        (Title, Body) = (item.Title, item.BodyId);
        Files = await arrived.OfAsync(Body, [], ct);
        return null;
    }

    private async Task<IActionResult> TakeAsync(UploadedForm form, CancellationToken ct)
    {
        foreach (var refusal in form.Refusals)
        {
            ModelState.AddModelError("Input.Files", refusal);
        }

        if (ModelState.IsValid && Input.Received.Count + form.Files.Count != 1)
        {
            ModelState.AddModelError("Input.Files", "Choose one file");
        }

        if (!Valid(Input, new Validator()) || !ModelState.IsValid)
        {
            return await InvalidAsync(form.Files, ct);
        }

        try
        {
            await (form.Files is [var file] ? replace.WithAsync(Id, Input.Changed, file, ct) : replace.WithAsync(Id, Input.Changed, Input.Received[0], ct));
        }
        catch (FileRefused refused)
        {
            ModelState.AddModelError("Input.Files", refused.Message);
            return await InvalidAsync(refused.Refusal == FileRefusal.StoreAway ? form.Files : [], ct);
        }

        Notice("The new version was added. Links made before say that they were made to an earlier version.");
        return Go("Details", new { id = Id });
    }

    /// <summary>Nobody uploads a file twice because the form was sent back.</summary>
    private async Task<IActionResult> InvalidAsync(IReadOnlyList<ExaminedFile> keep, CancellationToken ct)
    {
        foreach (var file in keep)
        {
            try
            {
                Input.Received.Add((await uploads.TakeInAsync(Body, file, ct)).Id);
            }
            catch (FileRefused refused)
            {
                ModelState.AddModelError("Input.Files", refused.Message);
            }
        }

        Files = await arrived.OfAsync(Body, Input.Received, ct);
        return Invalid();
    }

    public sealed record Form
    {
        /// <summary>The file, where it arrived before the form.</summary>
        public IList<Id<FileUpload>> Received { get; init; } = [];

        public string? Changed { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Changed).NotEmpty().WithMessage("Say what has changed");
            RuleFor(f => f.Changed).MaximumLength(EvidenceVersion.LongestChange).WithMessage($"What has changed must be {EvidenceVersion.LongestChange} characters or less");
        }
    }
}
