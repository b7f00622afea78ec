"""Queries as residents and visitors write them, with everything that is a right answer to each.

A line is ``query = ids``. Ids: d destination, e event, w WiFi station, s service, r region,
p product.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.unit.finding.product_queries import PRODUCTS

# Nicknames, short forms, parts of names.
NICKNAMES = """
benteng malabro = d:fort-marlborough
benteng malabero = d:fort-marlborough
marlboro = d:fort-marlborough
benteng inggris = d:fort-marlborough
benteng bengkulu = d:fort-marlborough
rumah bung karno = d:rumah-bung-karno
rumah soekarno = d:rumah-bung-karno
rumah pengasingan = d:rumah-bung-karno
bung karno = d:rumah-bung-karno
rumah fatmawati = d:rumah-fatmawati
rumah ibu fatmawati = d:rumah-fatmawati
ddts = d:danau-dendam-tak-sudah
danau dendam = d:danau-dendam-tak-sudah
dendam tak sudah = d:danau-dendam-tak-sudah
kuburan bulek = d:monumen-thomas-parr
thomas parr = d:monumen-thomas-parr
parr = d:monumen-thomas-parr
tapak paderi = d:pantai-tapak-paderi
pantai zakat = d:pantai-jakat
pantai jakat = d:pantai-jakat
pulau tikus = d:pulau-tikus
tikus = d:pulau-tikus
plg seblat = d:plg-seblat
pusat latihan gajah = d:plg-seblat
gajah seblat = d:plg-seblat
dmhb = d:danau-mas
danau mas = d:danau-mas
bastari = d:danau-mas
kebun teh = d:kebun-teh-kabawetan d:air-sempiang
kabawetan = d:kebun-teh-kabawetan r:17.08.06
teh kabawetan = d:kebun-teh-kabawetan p:teh-kabawetan
suban = d:suban-air-panas d:air-terjun-suban-seluma
liku 9 = d:liku-sembilan
curug 9 = d:curug-sembilan
curug embun = d:curug-embun
napal jungur = d:napal-jungur
sembam = d:sembam-marola
marola = d:sembam-marola
kota tuo = d:kota-tuo
kota tua = d:kota-tuo
tugu pers = d:tugu-pers
balai buntar = d:balai-buntar w:balai-buntar-w
menara pandang = d:view-tower
makam sentot = d:makam-sentot
sentot alibasyah = d:makam-sentot
bukit kaba = d:bukit-kaba
danau tes = d:danau-tes
danau suro = d:danau-suro
danau picung = d:danau-picung
air putih = d:air-putih
sungai suci = d:pantai-sungai-suci
rindu hati = d:rindu-hati
kemumu = d:palak-siring-kemumu e:rafflesia-kemumu
lobang kacamata = d:lobang-kacamata
way hawang = d:pantai-way-hawang
laguna = d:laguna-samudra
bak blau = d:danau-bak-blau
unib = w:unib
unived = w:unived
umb = w:umb
unihaz = w:unihaz
unras = w:unras
uin bengkulu = w:uin-fas
stain curup = w:iain-curup
m yunus = w:rsud-m-yunus
rsud yunus = w:rsud-m-yunus
rs curup = w:rsud-curup
rsud argamakmur = w:rsud-arga-makmur
kominfo = w:kominfotik
kominfotik = w:kominfotik
mega mall = w:mega-mall-w
simpang lima = w:simpang-lima-w
sport center = d:sport-center-pantai-panjang w:sport-center-w
bim = d:bencoolen-mall w:bencoolen-mall-w
tabot = e:festival-tabut
festival tabot = e:festival-tabut
besurek = e:karnaval-besurek p:batik-besurek
batik besurek = e:karnaval-besurek p:batik-besurek
festival gurita = e:festival-gurita
hut provinsi = e:hut-provinsi
"""
# English words for what is called in Indonesian.
ENGLISH = """
fort marlborough = d:fort-marlborough
marlborough fort = d:fort-marlborough
english fort = d:fort-marlborough
soekarno house = d:rumah-bung-karno
bung karno house = d:rumah-bung-karno
exile house = d:rumah-bung-karno
fatmawati house = d:rumah-fatmawati
long beach = d:pantai-panjang
panjang beach = d:pantai-panjang
white sand = d:pantai-pasir-putih
lake dendam = d:danau-dendam-tak-sudah
rat island = d:pulau-tikus
tikus island = d:pulau-tikus
provincial museum = d:museum-negeri
bengkulu museum = d:museum-negeri
jamik mosque = d:masjid-jamik w:masjid-jamik-w
press monument = d:tugu-pers
old quarter = d:kota-tuo
twin lakes = d:danau-kembar
tea estate = d:kebun-teh-kabawetan
tea plantation = d:kebun-teh-kabawetan d:air-sempiang
elephant park = d:plg-seblat
elephants = d:plg-seblat
kaba volcano = d:bukit-kaba
mount kaba = d:bukit-kaba
suban hot spring = d:suban-air-panas
hot spring lebong = d:air-putih
hot springs = d:suban-air-panas d:air-putih d:air-langkap
waterfall kepala curup = d:air-terjun-kepala-curup
punai falls = d:air-terjun-punai
enggano island = d:pulau-enggano
enggano airport = w:enggano-air
kahyapu ferry = d:dermaga-kahyapu w:kahyapu
linau harbor = d:pelabuhan-linau w:linau
water park = d:wahana-surya
gold tunnel = d:lobang-kacamata
stadium = d:stadion-semarak w:stadion-semarak-w
panorama market = d:pasar-panorama w:pasar-panorama-w
tomb of sentot = d:makam-sentot
rafting village = d:air-tenam
grilled fish = d:sembam-marola
airport bengkulu = w:bks
fatmawati airport = w:bks
hospital yunus = w:rsud-m-yunus
hospital manna = w:rsud-manna
university of bengkulu = w:unib
governor office = w:kantor-gubernur
toll gate = w:gerbang-tol-w
octopus festival = e:festival-gurita
tabut festival = e:festival-tabut
cloth carnival = e:karnaval-besurek
vehicle tax = s:pkb-tahunan s:pkb-5-tahunan
pay tax by phone = s:signal
identity card = s:adminduk s:ikd
birth certificate = s:adminduk
emergency = s:darurat-112
no signal = s:lapor-blank-spot
library card = s:perpustakaan
pothole = s:jalan-rusak
job seeker = s:kartu-kuning
halal certificate = s:halal
health insurance = s:bpjs
corruption = s:wbs
"""
# Old spelling, other letters, errors that people really make.
SPELLINGS = """
bentang malborough = d:fort-marlborough
benteng malborogh = d:fort-marlborough
benteng marlborought = d:fort-marlborough
fort malboro = d:fort-marlborough
roemah boeng karno = d:rumah-bung-karno
rumah sukarno = d:rumah-bung-karno
rumah soekarno hatta = d:rumah-bung-karno w:bks
mesjid jamik = d:masjid-jamik w:masjid-jamik-w
masjid jami = d:masjid-jamik w:masjid-jamik-w
moesium negeri = d:museum-negeri
musium negri = d:museum-negeri
pante panjang = d:pantai-panjang
pantai pandjang = d:pantai-panjang
poelau tikoes = d:pulau-tikus
poelau enggano = d:pulau-enggano
pulo enggano = d:pulau-enggano
enganno = d:pulau-enggano r:17.03.01
kebun teh kebawetan = d:kebun-teh-kabawetan
kepahyang tea = d:kebun-teh-kabawetan d:air-sempiang
danau dendem tak sudah = d:danau-dendam-tak-sudah
danau dendam tak sudh = d:danau-dendam-tak-sudah
danau mas harun bestari = d:danau-mas
soeban = d:suban-air-panas d:air-terjun-suban-seluma
air terjun tri sakti = d:air-terjun-trisakti
air terjun trisakti = d:air-terjun-trisakti
goenoeng boengkoek = d:gunung-bungkuk
pantai pandanwangi = d:pantai-pandan-wangi
batu kumbang ipuh = d:pantai-batu-kumbang
pasar baru koto = d:pasar-barukoto
pasar panoramma = d:pasar-panorama w:pasar-panorama-w
bencolen mall = d:bencoolen-mall w:bencoolen-mall-w
bandara fatmawati sukarno = w:bks
univrsitas bengkulu = w:unib
universtas dehasen = w:unived
pelabuan pulau baai = w:pulau-baai
pulau bai = w:pulau-baai d:twa-pantai-panjang
festifal tabut = e:festival-tabut
perpus = s:perpustakaan
perpustakan = s:perpustakaan
sertifikat hallal = s:halal
redjang lebong = r:17.02
moekomoeko = r:17.06 d:pantai-indah-mukomuko w:mpc w:rsud-mukomuko
bengkoeloe selatan = r:17.01 e:hut-bengkulu-selatan
"""
# Other order, more words than needed, spaces in other places.
SENTENCES = """
panjang pantai = d:pantai-panjang
marlborough benteng = d:fort-marlborough
kaba bukit = d:bukit-kaba
pantaipanjang = d:pantai-panjang
pantaipasirputih = d:pantai-pasir-putih
danaudendam = d:danau-dendam-tak-sudah
bentengmarlborough = d:fort-marlborough
kebunteh = d:kebun-teh-kabawetan
bungkarno = d:rumah-bung-karno
airterjun punai = d:air-terjun-punai
pulautikus = d:pulau-tikus
mega mal bengkulu = w:mega-mall-w
sport centre = d:sport-center-pantai-panjang w:sport-center-w
wisata pulau enggano = d:pulau-enggano
pantai di lais = d:pantai-lais
pantai terdekat lais = d:pantai-lais
air terjun di seluma = d:napal-jungur d:air-terjun-suban-seluma
danau di lebong = d:danau-tes d:danau-picung
danau di kepahiang = d:danau-suro
museum di bengkulu = d:museum-negeri
benteng di mukomuko = d:benteng-anna
wifi dekat pantai panjang = w:sport-center-w
wifi bandara = w:bks w:mpc w:enggano-air
wifi unib = w:unib
wifi pasar minggu = w:pasar-minggu-w
wifi masjid jamik = w:masjid-jamik-w
wifi rsud kaur = w:rsud-kaur
rumah sakit mukomuko = w:rsud-mukomuko
rumah sakit dekat curup = w:rsud-curup
dermaga enggano = d:dermaga-kahyapu d:dermaga-malakoni w:kahyapu w:malakoni
pantai enggano = d:pantai-kaana
rafflesia seblat = d:plg-seblat
tempat rafflesia = d:liku-sembilan d:lubuk-tapi d:rafflesia-tebat-monok
where is fort marlborough = d:fort-marlborough
nearest hospital kepahiang = w:rsud-kepahiang
bayar pajak motor = s:pkb-tahunan
pajak motor = s:pkb-tahunan
ganti plat = s:pkb-5-tahunan
stnk hilang = s:duplikat-stnk
balik nama = s:bbn-kb-1 s:bbn-kb-2
balik nama motor bekas = s:bbn-kb-2
ktp = s:adminduk s:ikd
akta lahir = s:adminduk
kartu keluarga = s:adminduk
kartu kuning = s:kartu-kuning
bansos = s:dtks
bpjs = s:bpjs
izin usaha = s:perizinan s:nib-umkm
nib = s:nib-umkm
pirt = s:pirt
jalan rusak = s:jalan-rusak
jalan berlubang = s:jalan-rusak
lapor wifi mati = s:lapor-wifi-mati
wifi desa = s:permohonan-wifi-desa
tidak ada sinyal = s:lapor-blank-spot
blank spot = s:lapor-blank-spot s:usul-blankspot
ppdb = s:spmb
skripsi = s:magang
pungli = s:wbs s:pengaduan-layanan
darurat = s:darurat-112
daftar umkm = s:pendaftaran-umkm
modal usaha = s:pembinaan-umkm
mpp kota = s:mpp-kota w:mpp-kota
informasi publik = s:ppid s:informasi-publik s:keberatan-info
kab rejang lebong = r:17.02
rejang lebong = r:17.02
kec teluk segara = r:17.71.03
kabupaten kaur = r:17.04
kota bengkulu = r:17.71
bengkulu utara = r:17.03
kel kebun keling = r:17.71.03.1011
kebun keling = r:17.71.03.1011
"""
CLASSES = {
    "nicknames": NICKNAMES,
    "english": ENGLISH,
    "spellings": SPELLINGS,
    "sentences": SENTENCES,
    "products": PRODUCTS,
}


def hand_queries() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield class, query and the right ids."""
    for name, lines in CLASSES.items():
        for line in lines.strip().splitlines():
            query, _, right = line.partition(" = ")
            yield f"hand: {name}", query, frozenset(right.split())
