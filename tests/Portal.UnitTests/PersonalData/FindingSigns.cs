using System.Text.Json.Nodes;
using CsCheck;
using Portal.Domain.PersonalData;
using Portal.Web.Seeding;

namespace Portal.UnitTests.PersonalData;

public sealed class FindingSigns
{
    [Fact]
    public void Every_rule_finds_its_own_examples_and_leaves_the_others_alone()
    {
        // The file is refused where one does not: this says so by name.
        var rules = PersonalDataRulesFile.Read(SeedFolder.PersonalDataRules);

        rules.All.Select(r => r.Id).ShouldBe(["nhs-number", "nhs-number-list", "pupil-number", "date-of-birth", "postcode-list"]);
        rules.All.ShouldAllBe(r => r.Text.Positive.All(text => r.CountIn(text) > 0) && r.Text.Negative.All(text => r.CountIn(text) == 0));
    }

    [Theory]
    [InlineData("positive", "nothing of the kind", "is not found by the rule")]
    [InlineData("negative", "NHS number: 943 476 5919", "is found by the rule")]
    public void A_rule_that_does_not_hold_its_examples_is_refused(string which, string example, string why)
    {
        var file = JsonNode.Parse(File.ReadAllText(SeedFolder.PersonalDataRules))!;
        file["rules"]![0]![which]!.AsArray().Add(example);

        Should.Throw<SeedFileRefused>(() => PersonalDataRulesFile.Read(System.Text.Encoding.UTF8.GetBytes(file.ToJsonString()), "rules")).Message.ShouldContain(why);
    }

    [Theory]
    [InlineData(CheckDigit.NhsNumber, "9434765919", true)]
    [InlineData(CheckDigit.NhsNumber, "9434765910", false)]
    [InlineData(CheckDigit.NhsNumber, "0000000000", false)]
    [InlineData(CheckDigit.NhsNumber, "943476591", false)]
    [InlineData(CheckDigit.PupilNumber, "H801200001001", true)]
    [InlineData(CheckDigit.PupilNumber, "A801200001001", false)]
    public void Numbers_prove_themselves(CheckDigit check, string value, bool holds) => CheckDigits.Hold(check, value).ShouldBe(holds);

    [Fact]
    public void One_wrong_digit_is_always_noticed_in_an_nhs_number() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 9]).Sample((place, more) =>
        {
            var digits = "9434765919".ToCharArray();
            digits[place] = (char)('0' + ((digits[place] - '0' + more) % 10));
            CheckDigits.Hold(CheckDigit.NhsNumber, new string(digits)).ShouldBeFalse();
        });

    [Fact]
    public void Whatever_stands_on_a_page_is_looked_through()
    {
        var rules = PersonalDataRulesFile.Read(SeedFolder.PersonalDataRules);
        Gen.String.Sample(page => rules.In(page).ToList().Count.ShouldBeLessThanOrEqualTo(rules.All.Count), iter: 500);
    }

    /// <summary>Published inspection reports name no child: whatever is found in them is a false alarm.</summary>
    [Fact]
    public void It_does_not_cry_wolf_over_published_reports()
    {
        var folder = Environment.GetEnvironmentVariable("EVIDENCE_SAMPLES");
        Assert.SkipWhen(folder is null, "EVIDENCE_SAMPLES names no folder of published reports (as .txt with form feeds between pages).");
        var rules = PersonalDataRulesFile.Read(SeedFolder.PersonalDataRules);
        var pages = Directory.EnumerateFiles(folder!, "*.txt").SelectMany(f => File.ReadAllText(f).Split('\f')).ToList();

        var found = pages.SelectMany(rules.In).ToList();

        TestContext.Current.TestOutputHelper?.WriteLine($"{found.Count} signs on {pages.Count} pages: {string.Join(", ", found.CountBy(f => f.Rule.Id))}");
        pages.Count.ShouldBeGreaterThan(100);
        (found.Count * 100.0 / pages.Count).ShouldBeLessThan(1, "signs in 100 pages of reports that name nobody");
    }
}
