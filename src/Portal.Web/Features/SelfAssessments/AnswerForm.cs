using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Portal.Domain.SelfAssessments;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The answer to a criterion as it is typed.</summary>
public sealed record AnswerForm
{
    public string? Know { get; init; }

    public string? HowKnown { get; init; }

    public string? Difference { get; init; }

    public string? Next { get; init; }

    [Display(Name = "Strength of the claim")]
    public ClaimStrength? Strength { get; init; }

    public string? SelfGrade { get; init; }

    /// <summary>The version the writer was shown.</summary>
    public int BasedOn { get; init; }

    internal static AnswerForm Of(AnswerText text, int version) => new()
    {
        Know = text.Know,
        HowKnown = text.HowKnown,
        Difference = text.Difference,
        Next = text.Next,
        SelfGrade = text.SelfGrade,
        Strength = text.Strength,
        BasedOn = version,
    };

    internal AnswerText Text() => new(Know ?? "", HowKnown ?? "", Difference ?? "", Next ?? "", string.IsNullOrEmpty(SelfGrade) ? null : SelfGrade, Strength);

    public sealed class Validator : AbstractValidator<AnswerForm>
    {
        public Validator()
        {
            RuleFor(f => f.Know).LongText("What do we know");
            RuleFor(f => f.HowKnown).LongText("How do we know it");
            RuleFor(f => f.Difference).LongText("What difference has it made");
            RuleFor(f => f.Next).LongText("What will we do next");
        }
    }
}
