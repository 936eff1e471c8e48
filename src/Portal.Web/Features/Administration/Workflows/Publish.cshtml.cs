using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Domain.Common;
using Portal.Web.Files;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;
using Portal.Workflow.Diagrams;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>Publishing a new version: choose the file with a reason, read what is wrong with it or what it changes, confirm.</summary>
[Authorize(Policies.Administrator)]
public sealed class PublishModel(DefinitionLibrary library, PublishDefinition publish) : PortalPage
{
    /// <summary>The largest file that is taken, in bytes: the shipped definitions have 40 KB.</summary>
    public const int MostBytes = 2_000_000;

    /// <summary>The file that was chosen.</summary>
    [BindProperty]
    public IFormFile? Chosen { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>True while what it changes is shown to be checked.</summary>
    public bool Checking { get; private set; }

    /// <summary>The definition that was read; null until one was.</summary>
    public WorkflowDefinition? Read { get; private set; }

    /// <summary>What is wrong with the file.</summary>
    public IReadOnlyList<DefinitionFault> Faults { get; private set; } = [];

    /// <summary>What it changes in the newest published version; null for a new process.</summary>
    public DefinitionDiff? Changes { get; private set; }

    /// <summary>The version with which it is compared; null for a new process.</summary>
    public int? Present { get; private set; }

    public IHtmlContent Picture { get; private set; } = HtmlString.Empty;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        if (Chosen is { Length: > MostBytes })
        {
            ModelState.AddModelError("Chosen", $"The file must be {ByteCount.InWords(MostBytes)} or smaller");
        }
        else if (Chosen is { Length: > 0 } file)
        {
            using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
            Input = Input with { Json = await reader.ReadToEndAsync(ct) };
            ModelState.Remove("Input.Json");
        }
        else if (string.IsNullOrEmpty(Input.Json))
        {
            ModelState.AddModelError("Chosen", "Choose a workflow file");
        }

        Checking = await CanBePublishedAsync(ct);
        return Checking ? Page() : Invalid();
    }

    public async Task<IActionResult> OnPostChangeAsync(CancellationToken ct)
    {
        await ExamineAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await CanBePublishedAsync(ct))
        {
            return Invalid();
        }

        if (Present != Input.ComparedWith)
        {
            Checking = true;
            ModelState.AddModelError("", $"Version {Present} was published while you read. What your file changes in that is shown now: look again before you publish");
            return Invalid();
        }

        await publish.AsAsync(Input.Json!, Input.Reason, ct);
        Notice($"Version {Read!.Version} of {Read.Name} is published. New cases begin on it; running ones stay on theirs until you move them.");
        return Go("Definition", new { id = Read.DefinitionId, version = Read.Version });
    }

    /// <summary>Says all that is in the way: of the file and of the reason.</summary>
    private async Task<bool> CanBePublishedAsync(CancellationToken ct)
    {
        var isRead = ModelState.GetFieldValidationState("Chosen") != ModelValidationState.Invalid && await ExamineAsync(ct);
        return Valid(Input, new Validator()) && isRead;
    }

    private async Task<bool> ExamineAsync(CancellationToken ct)
    {
        try
        {
            Read = await library.ExamineAsync(Input.Json ?? "", ct);
        }
        catch (DefinitionRefused refused)
        {
            Faults = refused.Faults;
            ModelState.AddModelError("Chosen", $"This file cannot be published: {(Faults.Count == 1 ? "one fault" : $"{Faults.Count} faults")} in it");
            return false;
        }
        catch (RuleBroken taken)
        {
            ModelState.AddModelError("Chosen", taken.Message);
            return false;
        }

        var present = await library.FindLatestAsync(Read.DefinitionId, ct);
        Present = present?.Version;
        Changes = present is null ? null : DefinitionDiff.Between(present, Read);
        Picture = present is null ? Drawing.Of(Read) : Drawing.Of(BothVersions.Of(present, Read), Changes!.Marks);
        return true;
    }

    public sealed record Form
    {
        /// <summary>The text of the file, while it is checked.</summary>
        public string? Json { get; init; }

        public string? Reason { get; init; }

        /// <summary>The version whose differences were shown to be checked.</summary>
        public int? ComparedWith { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why");
            RuleFor(f => f.Reason).MaximumLength(2000).WithMessage("The reason must be 2,000 characters or fewer");
        }
    }
}
