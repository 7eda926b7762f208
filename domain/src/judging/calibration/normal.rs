//! The normal distribution.
//!
//! Logarithms and error functions come from `libm`, which gives the same bits on every machine;
//! those of operating systems differ from one another.

use std::f64::consts::FRAC_1_SQRT_2;

/// The probability that a standard normal variable is below `x`.
pub fn below(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// The value below which a standard normal variable lies with probability `p`, which is strictly
/// between 0 and 1 (algorithm AS 241, Wichura 1988).
pub fn quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(&CENTRE, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = libm::sqrt(-libm::log(tail));
    let x = if r <= 5.0 {
        ratio(&SHOULDER, r - 1.6)
    } else {
        ratio(&TAIL, r - 5.0)
    };
    if q < 0.0 { -x } else { x }
}

/// A standard normal value from the upper 52 of 64 random bits: with one more, the largest would be
/// rounded to a probability of 1.
pub fn from_bits(bits: u64) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 52) as f64;
    quantile(((bits >> 12) as f64 + 0.5) * STEP)
}

fn ratio(coefficients: &[[f64; 8]; 2], r: f64) -> f64 {
    let [above, below] = coefficients.map(|c| c.iter().fold(0.0, |sum, c| sum * r + c));
    above / below
}

#[expect(clippy::excessive_precision, reason = "the digits that were published")]
const CENTRE: [[f64; 8]; 2] = [
    [
        2.509_080_928_730_122_672_7e3,
        3.343_057_558_358_812_810_5e4,
        6.726_577_092_700_870_085_3e4,
        4.592_195_393_154_987_145_7e4,
        1.373_169_376_550_946_112_5e4,
        1.971_590_950_306_551_442_7e3,
        1.331_416_678_917_843_774_5e2,
        3.387_132_872_796_366_608,
    ],
    [
        5.226_495_278_852_854_561e3,
        2.872_908_573_572_194_267_4e4,
        3.930_789_580_009_271_061e4,
        2.121_379_430_158_659_586_7e4,
        5.394_196_021_424_751_107_7e3,
        6.871_870_074_920_579_083e2,
        4.231_333_070_160_091_125_2e1,
        1.0,
    ],
];

#[expect(clippy::excessive_precision, reason = "the digits that were published")]
const SHOULDER: [[f64; 8]; 2] = [
    [
        7.745_450_142_783_414_076_4e-4,
        2.272_384_498_926_918_458_33e-2,
        2.417_807_251_774_506_117_7e-1,
        1.270_458_252_452_368_382_58,
        3.647_848_324_763_204_605_04,
        5.769_497_221_460_691_405_5,
        4.630_337_846_156_545_295_9,
        1.423_437_110_749_683_577_34,
    ],
    [
        1.050_750_071_644_416_843_24e-9,
        5.475_938_084_995_344_946e-4,
        1.519_866_656_361_645_719_66e-2,
        1.481_039_764_274_800_745_9e-1,
        6.897_673_349_851_000_045_5e-1,
        1.676_384_830_183_803_849_4,
        2.053_191_626_637_758_821_87,
        1.0,
    ],
];

#[expect(clippy::excessive_precision, reason = "the digits that were published")]
const TAIL: [[f64; 8]; 2] = [
    [
        2.010_334_399_292_288_132_65e-7,
        2.711_555_568_743_487_578_15e-5,
        1.242_660_947_388_078_438_6e-3,
        2.653_218_952_657_612_309_3e-2,
        2.965_605_718_285_048_912_3e-1,
        1.784_826_539_917_291_335_8,
        5.463_784_911_164_114_369_9,
        6.657_904_643_501_103_777_2,
    ],
    [
        2.044_263_103_389_939_785_64e-15,
        1.421_511_758_316_445_888_7e-7,
        1.846_318_317_510_054_681_8e-5,
        7.868_691_311_456_132_591e-4,
        1.487_536_129_085_061_485_25e-2,
        1.369_298_809_227_358_053_1e-1,
        5.998_322_065_558_879_376_9e-1,
        1.0,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_values() {
        for (x, p) in [
            (0.0, 0.5),
            (1.0, 0.841_344_746_068_542_9),
            (-1.959_963_984_540_054, 0.025),
            (-6.0, 9.865_876_450_376_946e-10),
        ] {
            assert!((below(x) / p - 1.0).abs() < 1e-12, "{x}: {}", below(x));
        }
        // The values that the algorithm was published with.
        for (p, x) in [
            (0.25, -0.674_489_750_196_081_7),
            (0.001, -3.090_232_306_167_813_5),
            (1e-20, -9.262_340_089_798_408),
        ] {
            assert!((quantile(p) - x).abs() < 1e-13, "{p}: {}", quantile(p));
        }
    }

    #[test]
    fn each_undoes_the_other() {
        for step in 1..2000 {
            let p = f64::from(step) / 2000.0;
            assert!((below(quantile(p)) - p).abs() < 1e-14, "{p}");
        }
        assert!(from_bits(0).is_finite() && from_bits(u64::MAX).is_finite());
        assert!(from_bits(0) < -8.0 && from_bits(u64::MAX) > 8.0);
    }
}
