using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.UnitTests.Packs;

public sealed class LinksToAPack
{
    private static readonly Person _person = Person.Named("Rhys Morgan", "rhys@inspectorate.example");

    private readonly EvidencePack _pack = EvidencePack.Request(Make.SignedVersion(Make.Assessment(SelfAssessmentStatus.AwaitingSignatures)), "pack.zip", Make.Now);

    [Fact]
    public void It_is_open_until_its_end_and_not_at_it()
    {
        var link = Issued();

        link.IsOpen(Make.Now.AddDays(14).AddTicks(-1)).ShouldBeTrue();
        link.IsOpen(Make.Now.AddDays(14)).ShouldBeFalse();
    }

    [Fact]
    public void Taken_back_it_is_over_at_once_and_cannot_be_taken_back_again()
    {
        var link = Issued();
        link.Revoke(_person.Id, Make.Now);

        link.IsOpen(Make.Now).ShouldBeFalse();
        Make.CodeOf(() => link.Revoke(_person.Id, Make.Now)).ShouldBe("pack-link.over");
    }

    [Fact]
    public void Over_it_cannot_be_taken_back() => Make.CodeOf(() => Issued().Revoke(_person.Id, Make.Now.AddDays(14))).ShouldBe("pack-link.over");

    [Fact]
    public void It_needs_a_complete_pack_a_purpose_and_time()
    {
        Make.CodeOf(() => Issue("To read it.", 14)).ShouldBe("pack-link.not-complete");
        _pack.Begin(1, 0, Make.Now);
        _pack.Complete(1, "abc", "{}", Make.Now);
        Make.CodeOf(() => Issue(" ", 14)).ShouldBe("pack-link.no-purpose");
        Make.CodeOf(() => Issue("To read it.", 0)).ShouldBe("pack-link.past");
    }

    private PackLink Issued()
    {
        _pack.Begin(1, 0, Make.Now);
        _pack.Complete(1, "abc", "{}", Make.Now);
        return Issue("To read it.", 14);
    }

    private PackLink Issue(string purpose, int days) => PackLink.Issue(_pack, _person, purpose, new string('a', 64), Make.Now.AddDays(days), Id<Person>.New(), Make.Now);
}
