using Portal.Domain.SelfAssessments;

namespace Portal.UnitTests.SelfAssessments;

public sealed class JoiningTexts
{
    private static readonly AnswerText _before = new("We know.", "From audits.", "Children are seen.", "More audits by May.", "good", ClaimStrength.Asserted);

    public static TheoryData<string, AnswerText> Changes => new()
    {
        { nameof(AnswerText.Know), _before with { Know = "Changed." } },
        { nameof(AnswerText.HowKnown), _before with { HowKnown = "Changed." } },
        { nameof(AnswerText.Difference), _before with { Difference = "Changed." } },
        { nameof(AnswerText.Next), _before with { Next = "Changed." } },
        { nameof(AnswerText.SelfGrade), _before with { SelfGrade = null } },
        { nameof(AnswerText.Strength), _before with { Strength = null } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_field_that_only_one_of_two_changed_is_as_they_left_it(string field, AnswerText changed)
    {
        var other = field == nameof(AnswerText.Know) ? _before with { Next = "Also changed." } : _before with { Know = "Also changed." };

        var mineIsChanged = AnswerText.Join(_before, changed, other);
        var theirsIsChanged = AnswerText.Join(_before, other, changed);

        mineIsChanged.Clashes.ShouldBeFalse();
        mineIsChanged.Text.ShouldBe(other.WithField(field, changed));
        theirsIsChanged.ShouldBe(mineIsChanged);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_field_that_both_changed_differently_clashes_and_stays_as_the_second_has_it(string field, AnswerText changed)
    {
        var theirs = _before with { Know = "Theirs.", HowKnown = "Theirs.", Difference = "Theirs.", Next = "Theirs.", SelfGrade = "inadequate", Strength = ClaimStrength.Correlated };

        var joined = AnswerText.Join(_before, changed, theirs);

        joined.Clashes.ShouldBeTrue();
        joined.Text.ShouldBe(theirs.WithField(field, changed));
    }

    [Fact]
    public void The_same_change_by_both_is_no_clash()
    {
        var changed = _before with { Know = "Changed by both." };

        AnswerText.Join(_before, changed, changed).ShouldBe(new JoinedText<AnswerText>(changed, false));
    }

    [Fact]
    public void A_judgement_is_joined_field_by_field_too()
    {
        var before = new JudgementText("good", "Reasons.", "Above.", "Below.", "Voice.");
        var mine = before with { Grade = "outstanding", KeptFromHigher = "" };
        var theirs = before with { Reasons = "Better reasons.", KeptFromLower = "Further below.", ChildrensVoice = "More voices." };

        JudgementText.Join(before, mine, theirs).ShouldBe(new JoinedText<JudgementText>(new("outstanding", "Better reasons.", "", "Further below.", "More voices."), false));
        JudgementText.Join(before, mine, theirs with { Grade = "inadequate" }).Clashes.ShouldBeTrue();
    }

    [Fact]
    public void There_is_no_field_of_another_name() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _before.WithField("Version", _before));
}
