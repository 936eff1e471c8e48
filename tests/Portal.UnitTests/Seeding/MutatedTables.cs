using System.Text;
using CsCheck;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Seeding;

public sealed class MutatedTables : IDisposable
{
    private static readonly byte[] _authorities = File.ReadAllBytes(SeedFiles.Path("authorities.csv"));

    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void With_any_bytes_changed_or_cut_off_a_table_is_read_or_refused() =>
        (from changes in Gen.Select(Gen.Double[0, 0.999999], Gen.OneOf(Gen.Byte, Gen.Int[0, 5].Select(i => (byte)"\",\r\n#\0"[i]))).Array[0, 5]
         from end in Gen.Double[0, 1]
         select (changes, end)).Sample(
            it =>
            {
                var bytes = _authorities.ToArray();
                foreach (var (at, value) in it.changes)
                {
                    bytes[(int)(at * bytes.Length)] = value;
                }

                File.WriteAllBytes(_file, bytes[..(int)(it.end * bytes.Length)]);
                try
                {
                    AuthoritiesFile.Read(_file).Count.ShouldBeLessThanOrEqualTo(152);
                }
                catch (SeedFileRefused refused)
                {
                    refused.Faults.ShouldNotBeEmpty();
                    refused.Faults.ShouldAllBe(f => f.Place.Contains("line ", StringComparison.Ordinal) && f.Reason.Length > 0);
                }
            },
            iter: 500, threads: 1);

    [Fact]
    public void The_line_of_a_fault_is_the_line_an_editor_shows() =>
        Should.Throw<SeedFileRefused>(() => BankHolidaysFile.Read(
                new StringReader("date,title\r\n2014-04-18,\"Good\r\nFriday\"\r\n\r\n# Easter\r\n2014-04-21,Easter Monday\r\nsoon,May\r\n"), "b.csv"))
            .Faults.Select(f => f.ToString()).ShouldBe(
            [
                "line 4: has 1 fields, and the headings are 2",
                "line 5: has 1 fields, and the headings are 2",
                "line 7, column date: \"soon\" is not a date written as 2013-11-01",
            ]);

    [Fact]
    public void A_table_in_another_encoding_or_a_table_that_is_not_there_is_refused()
    {
        File.WriteAllBytes(_file, Encoding.Latin1.GetBytes("date,title\n2014-04-18,Vendredi saint prépascal\n"));

        Should.Throw<SeedFileRefused>(() => BankHolidaysFile.Read(_file)).Faults
            .ShouldBe([new SeedFault("line 2", "is not UTF-8 text")]);
        Should.Throw<SeedFileRefused>(() => BankHolidaysFile.Read("/nowhere/b.csv")).Faults
            .ShouldBe([new SeedFault("line 1", "there is no such file")]);
    }

    public void Dispose() => File.Delete(_file);
}
