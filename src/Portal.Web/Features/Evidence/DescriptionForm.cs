using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;
using Portal.Web.Words;

namespace Portal.Web.Features.Evidence;

/// <summary>The fields in which a person says what a document is.</summary>
public record DescriptionForm
{
    /// <summary>Longest title, in characters: it must fit one line of a list and the name of a file in the pack.</summary>
    public const int LongestTitle = 200;

    /// <summary>Longest account of what it shows, in characters: a sentence or two, not a copy of the document.</summary>
    public const int LongestShows = 2000;

    /// <summary>Longest name of an owner, in characters.</summary>
    public const int LongestOwner = 200;

    public string? Title { get; init; }

    [Display(Name = "Kind of evidence")]
    public EvidenceKind? Kind { get; init; }

    [Display(Name = "The date it describes")]
    public DateOnly? Describes { get; init; }

    public string? Shows { get; init; }

    [Display(Name = "The date from which it holds")]
    public DateOnly? EffectiveOn { get; init; }

    [Display(Name = "The review date")]
    public DateOnly? ReviewOn { get; init; }

    public string? Owner { get; init; }

    public SecurityMarking Marking { get; init; }

    /// <summary>The choices of kind.</summary>
    public static IEnumerable<SelectListItem> Kinds(EvidenceKind? chosen = null) =>
        Enum.GetValues<EvidenceKind>().Select(k => new SelectListItem(k.Words(), k.ToString(), k == chosen));

    /// <summary>The choices of marking.</summary>
    public static IEnumerable<SelectListItem> Markings() => Enum.GetValues<SecurityMarking>().Select(m => new SelectListItem(m.Words(), m.ToString()));

    /// <summary>As the domain takes it, once it is valid.</summary>
    public EvidenceDescription Described(string? titleWithoutOne = null) =>
        new(string.IsNullOrWhiteSpace(Title) ? titleWithoutOne : Title, Kind!.Value, Describes!.Value, Shows) { EffectiveOn = EffectiveOn, ReviewOn = ReviewOn, Owner = Owner, Marking = Marking };

    /// <summary>What all forms with these fields ask.</summary>
    public abstract class Rules<T> : AbstractValidator<T> where T : DescriptionForm
    {
        protected Rules(bool titleNeeded)
        {
            if (titleNeeded)
            {
                RuleFor(f => f.Title).NotEmpty().WithMessage("Enter a title");
            }

            RuleFor(f => f.Title).MaximumLength(LongestTitle).WithMessage($"The title must be {LongestTitle} characters or less");
            RuleFor(f => f.Kind).NotNull().WithMessage("Choose what kind of evidence it is");
            RuleFor(f => f.Describes).NotNull().WithMessage("Enter the date it describes");
            RuleFor(f => f.Shows).NotEmpty().WithMessage("Say what it shows");
            RuleFor(f => f.ReviewOn).GreaterThanOrEqualTo(f => f.EffectiveOn).When(f => f.EffectiveOn is not null && f.ReviewOn is not null)
                .WithMessage("The review date must not be before the date from which it holds");
            RuleFor(f => f.Owner).MaximumLength(LongestOwner).WithMessage($"Who answers for it must be {LongestOwner} characters or less");
            RuleFor(f => f.Shows).MaximumLength(LongestShows).WithMessage($"What it shows must be {LongestShows} characters or less");
        }
    }
}
